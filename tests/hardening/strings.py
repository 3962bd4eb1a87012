"""Strings that programs stumble over, by what they try; written as escapes where a reader could not see them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

__all__ = ["ENDLESS", "FORBIDDEN", "STRINGS", "WORDLESS", "categories"]

_WORDS = """undefined undef null NULL (null) nil NIL ~ true false True FALSE yes no on off None NaN Infinity
-Infinity INF
hasOwnProperty constructor __proto__ toString self this con CON nul aux prn COM1 LPT1 .. . / \\ ../../etc/passwd
C:\\Windows\\win.ini file:///etc/passwd \\\\server\\share"""
_NUMBERS = """0 1 -1 +1 1.00 $1.00 1/2 1E2 1E+02 -$1.00 1/0 0/0 0..0 0,00 1,000.00 1.000.000,00 1'000,00 08 09 01000 0x0
0xffffffff 0b1 1_000 123456789012345678 1e400 2.225e-308 12:30 2025-02-30 １２３ ١٢٣ ½ ② Ⅷ"""
_CODE = """<b> </a:t> <a:t> ]]> <![CDATA[x]]> <!--x--> &amp; &#0; &#x1F; &lt;script&gt;
<script>alert(1)</script> <?xml?>
"><img/src=x> ' " '' "" '" `id` $(id) ${HOME} $HOME %s %d %n %x {0} {name} {} %(a)s #{1+1} {{}} {{x}} {%if%} {# #}
#eval("1") #import"x" #set $x$ *b* _i_ `c` // /* */ @ref <label> [link](x) == - + \\u0000 \\n \\ \\\\ ;DROP
1;-- OR'1'='1
=1+1 =cmd|'/C'!A0 +1+1 -1+1 @SUM(A1) =HYPERLINK("x") |pipe >out &ref *ref !tag %TAG # ? : , [x] {x} a:b"""
_LETTERS = """æøåÆØÅ éèêë ñ ß ẞ ǅ İ ı ﬁ ﬀ ŒŠŽ Ωμέγα ЁЂЃЄ Հայ ქართ שָׁלוֹם مرحبا ﷺ ﷽ नमस्ते বাংলা தமிழ் ไทย
ລາວ မြန်မာ አማርኛ ខ្មែរ
漢字 かな カナ ｶﾅ 한국어 찦차를 𠜎𠜱 社會 𝐓𝐡𝐞 𝕿𝖍𝖊 Ｔｈｅ ⒯⒣⒠ ʇxǝʇ ⁰⁴⁵ ₀₁₂ ⅛⅜ √∑∫≠ ≈ç
™£¢∞§¶ “‘„«» …–— ⁄€ 🙂 👩🏽 ❤️ 0️⃣ 🇩🇰 ☃ ♥ ⚑
ヽ༼ຈل͜ຈ༽ﾉ (╯°□°)╯︵┻━┻"""
_UNSEEN = (
    "\u034f", "\u115f", "\u3164", "\u2800", "\ufffc", "\ufffd", "\ue000", "\uf8ff", "\U000f0000", "\U0010fffd",
    "\U000e0100", "a\ufeffb", "a\U000e0041", "\u202etext\u202c", "\u202a\u202atext\u202a", "\u2066text\u2069",
    "text\u200ftext", "a\u00a0b", "a\u2003b", "a\u3000b", "a\tb", "a\nb", "a\r\nb", "a\u200bb", "a\u200db", "a\u00adb",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\u0301", "e\u0301", "A\u030a", "o\u0338", "\u0e49" * 20,
    "a" + "\u0300\u0301\u0302\u0316\u0317" * 8, "\u1e70\u033a\u0315o\u035e \u0337i\u0332n\u031d\u0317v", "\ud55c",
    "\u1112\u1161\u11ab", "\U0001f3f4\U000e0067\U000e007f",
)  # fmt: skip
ENDLESS = ("x" * 80, "Wm" * 60, "æ" * 200, "-" * 90)
"""Words that no line has room for, and that may not be broken."""

STRINGS: Mapping[str, tuple[str, ...]] = {
    "words": tuple(_WORDS.split()),
    "numbers": tuple(_NUMBERS.split()),
    "code": tuple(_CODE.split()),
    "letters": tuple(_LETTERS.split()),
    "unseen": _UNSEEN,
}

WORDLESS = (
    "", " ", "\t", "\n", "\r", "\u00a0", "\u2003", "\u3000", "\u1680", "\u202f", "\u2028", "\u2029", "\u200b", "\u2060",
    "\u00ad", "\u180e", "\u061c", "\u200e", "\u202e", "\u2066\u2069", "\U000e0041", "\u200b \u200d",
)  # fmt: skip
"""Nothing to see; where a text is needed these are none."""

FORBIDDEN = ("\x00", "\x01", "\x07", "\x08", "\x0b", "\x0c", "\x1b[31m", "\x1f", "\x7f", "\x80", "\x85", "\x9f",
             "\ud800", "\udbff", "\udfff", "\udead", "\ufdd0", "\ufdef", "\ufffe", "\uffff")  # fmt: skip
"""No XML document, or none that anybody could read, can hold them."""


def categories() -> Mapping[str, str]:
    """Some characters of each category of Unicode that a text may have, by its two letters."""
    found: dict[str, str] = {}
    for point in (*range(0x3000), *range(0xA000, 0xD800), *range(0xF900, 0x11000), *range(0x1D400, 0x1FB00)):
        sign = chr(point)
        kind = unicodedata.category(sign)
        if kind not in ("Cc", "Cs", "Cn", "Zl", "Zp") and len(found.get(kind, "")) < 12:
            found[kind] = found.get(kind, "") + sign
    return {kind: f"a{signs}z" for kind, signs in found.items()}
