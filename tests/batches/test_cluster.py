"""A cluster whose machines share no disk with this one gives the same bytes: Dask by TLS, with two workers."""

from __future__ import annotations

import importlib.util
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import facilitator
from batches.tables import AGENDA, ROWS, csv_table
from cli.running import refused
from sampling import ALL_CHECKS

LACKING = [name for name, there in (
    ("distributed (the extra facilitator[cluster])", importlib.util.find_spec("distributed")),
    ("openssl", shutil.which("openssl")),
) if not there]  # fmt: skip
if LACKING and not ALL_CHECKS:
    pytest.skip(f"needs {', '.join(LACKING)}", allow_module_level=True)

PICTURED = f"{AGENDA}  - {{title: Billede, minutes: 5, slides: [{{picture: billeder/os.png, alt: Os}}]}}\n"
CARD = "title: Egne kort\ncategories: [{title: Alle, cards: [Hvad nu?]}]\n"


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scheduler with two workers, each in a folder of its own."""
    place = tmp_path_factory.mktemp("cluster")
    make = "openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out own.pem -days 2 -subj /CN=facilitator"
    subprocess.run(
        [*make.split(), "-addext", "subjectAltName=IP:127.0.0.1"], cwd=place, check=True, capture_output=True
    )
    named = "DASK_DISTRIBUTED__COMM__TLS__"
    files = {f"{named}CA_FILE": "own.pem"}
    for who in ("CLIENT", "WORKER", "SCHEDULER"):
        files |= {f"{named}{who}__CERT": "own.pem", f"{named}{who}__KEY": "key.pem"}
    with pytest.MonkeyPatch.context() as patch, socket.socket() as free:
        for name, file in files.items():
            patch.setenv(name, str(place / file))
        free.bind(("127.0.0.1", 0))
        address = f"tls://127.0.0.1:{free.getsockname()[1]}"
        free.close()
        started = [begun(place, "scheduler", "--host", address)]
        for number in (1, 2):
            (place / str(number)).mkdir()
            alone = ("--nthreads", "1", "--no-nanny", "--host", "127.0.0.1", "--death-timeout", "60")
            started.append(begun(place / str(number), "worker", address, *alone))
        import dask.config

        dask.config.refresh()
        try:
            waiting(address)
            yield address
        finally:
            for one in started:
                one.kill()
                one.wait()
    dask.config.refresh()


def begun(place: Path, *arguments: str) -> subprocess.Popen[bytes]:
    command = [str(Path(sys.executable).with_name("dask")), *arguments, "--no-dashboard"]
    return subprocess.Popen(command, cwd=place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def waiting(address: str) -> None:
    """Wait until both workers are there."""
    from distributed import Client, Security

    with Client(address, security=Security(require_encryption=True), timeout=60, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An agenda with a picture and cards of its own, which no worker has."""
    from PIL import Image

    monkeypatch.chdir(tmp_path)
    for folder in ("billeder", "decks/cards"):
        Path(folder).mkdir(parents=True)
    Image.new("RGB", (60, 40), "teal").save("billeder/os.png")
    Path("decks/cards/egne.yaml").write_text(CARD, "utf-8")
    Path("s.yaml").write_text(PICTURED.replace("forms: [trio-tema]", "forms: [trio-tema], cards: [egne]"), "utf-8")
    csv_table(Path("g.csv"), ROWS)
    return tmp_path


def contents(folder: str) -> dict[str, bytes]:
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in Path(folder).rglob("*") if one.is_file()}


def test_it_gives_the_bytes_of_one_process_and_resumes_what_that_has_done(own: Path, scheduler: str) -> None:
    only = ["deck", "cards", "calendar"]
    there = facilitator.batch("s.yaml", "g.csv", only=only, out="there", jobs=1, scheduler=scheduler)
    here = facilitator.batch("s.yaml", "g.csv", only=only, out="here", jobs=1)
    assert not there.failed
    assert contents("there") == contents("here")
    again = facilitator.batch("s.yaml", "g.csv", only=only, out="here", jobs=1, scheduler=scheduler, resume=True)
    assert all(one.unchanged for one in again.built.values())
    assert here.data()["print"] == again.data()["print"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--engine", "dask"], "--engine dask and --scheduler belong together"),
        (["--engine", "dask", "--scheduler", "tcp://10.0.0.4:8786"], "plain TCP is open to anybody"),
        (["--engine", "dask", "--scheduler", "10.0.0.4"], "expected an address such as tls://host:8786"),
    ],
)
def test_an_address_that_is_none_or_open_to_anybody_is_refused(own: Path, options: list[str], told: str) -> None:
    assert told in refused("batch", "s.yaml", "g.csv", *options)
    assert not Path("out").exists()


def test_a_cluster_that_does_not_answer_is_told_and_nothing_is_lost(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("facilitator.batches.engines._PATIENCE", 1)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    options = ("--only", "calendar", "--jobs", "1", "--engine", "dask", "--scheduler", address)
    assert "cannot be reached" in refused("batch", "s.yaml", "g.csv", *options)
