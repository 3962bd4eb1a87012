/* The planner's answers as `answers.py` has coded them. Nothing is planned here: what is not in the tables, is not known. */

const FORMS = ["keep", "push", "stop"];

/* The code that stands at a place of runs (how often, which, …); null behind their end. */
function codeAt(runs, place) {
  for (let i = 0; i < runs.length; i += 2) {
    if (place < runs[i]) return runs[i + 1];
    place -= runs[i];
  }
  return null;
}

/* The shape and the numbers of one form's answer at a place; null where there is none. */
function numbersAt(runs, codes, place) {
  let shape = 0, numbers = null, left = place + 1;
  for (let i = 0; i < runs.length && left > 0; i += 2) {
    const [first, ...rest] = codes[runs[i + 1]], times = Math.min(runs[i], left);
    left -= times;
    if (first === undefined) numbers = null;
    else if (first) [shape, numbers] = [first - 1, rest];
    else numbers = numbers.map((value, j) => value + rest[j] * times);
  }
  return numbers && [shape, numbers];
}

/* One answer: its form, what it costs, the times of the blocks that it has, and its notes. */
function answerOf(tables, blocks, [shape, numbers]) {
  const [form, spans, ...rest] = tables.shapes[shape], slots = [];
  let at = 2;
  for (let i = 0; i < 2 * spans; i += 2) {
    for (let number = rest[i]; number <= rest[i + 1]; number += 1) {
      const { start, end } = blocks[number];
      slots.push({ number, start: start + numbers[at], end: end + numbers[at + 1] });
      at += 2;
    }
  }
  const notes = rest.slice(2 * spans).map((one, i) => {
    const [kind, block] = tables.said[one], [minutes, clock, wanted] = numbers.slice(at + 3 * i);
    return { kind, block, minutes, clock, wanted };
  });
  return { form: FORMS[form], late: numbers[0], leftOut: numbers[1], slots, notes };
}

/* The answers, the best first, for a block that begins at a minute while later blocks are left out; null outside the tables. */
function answersAt(tables, blocks, number, gone, minute) {
  const found = (tables.cases[number] || []).find(([out]) => out.join() === gone.join());
  if (!found) return null;
  const [, first, orders, ...forms] = found, place = minute - first, order = place < 0 ? null : codeAt(orders, place);
  if (order === null) return null;
  return tables.codes[order].map((form) => answerOf(tables, blocks, numbersAt(forms[form], tables.codes, place)));
}
