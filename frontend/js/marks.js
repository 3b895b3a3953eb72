// Marks as values: {part, start, end, kind, written}, in the order of the paper, none overlapping.
// Places count whole characters as the server does, so texts are arrays of characters here.
const PARTS = ["title", "text"];

const inOrder = (one, other) =>
  PARTS.indexOf(one.part) - PARTS.indexOf(other.part) || one.start - other.start;

const meets = (one, other) =>
  one.part === other.part && one.start < other.end && other.start < one.end;

/** The marks of the server's two lists as one. */
export function read(material) {
  const from = (part, list) =>
    list.map(([start, end, kind, written]) => ({ part, start, end, kind, written }));
  return [...from("title", material.title_marks), ...from("text", material.marks)];
}

/** One list as the server's two. */
export function write(marks) {
  const to = (part) =>
    marks
      .filter((mark) => mark.part === part)
      .map(({ start, end, kind, written }) => [start, end, kind, written]);
  return { title_marks: to("title"), marks: to("text") };
}

/** The marks with one more, which covers those it meets. */
export function cover(marks, mark) {
  const apart = marks.filter((other) => !meets(other, mark));
  const under = marks.filter((other) => meets(other, mark));
  const start = Math.min(mark.start, ...under.map((other) => other.start));
  const end = Math.max(mark.end, ...under.map((other) => other.end));
  return [...apart, { ...mark, start, end }].sort(inOrder);
}

/** Mask like `mark` whatever reads the same and lies under no other mark. */
export function coverAlike(paper, marks, mark) {
  const words = paper[mark.part].slice(mark.start, mark.end);
  let all = marks;
  for (const part of PARTS) {
    for (const start of places(paper[part], words)) {
      const one = { ...mark, part, start, end: start + words.length };
      const same = all.find((o) => o.part === part && o.start === start && o.end === one.end);
      if (same) all = all.map((o) => (o === same ? one : o));
      else if (!all.some((other) => meets(other, one))) all = cover(all, one);
    }
  }
  return all;
}

/** The marks without those over the same words. */
export function withoutAlike(paper, marks, mark) {
  const words = wordsUnder(paper, mark);
  return marks.filter((other) => wordsUnder(paper, other) !== words);
}

/** Both lists together: nothing that one of them masks shows. Where they meet, `mine` is written. */
export function together(mine, theirs) {
  return theirs.reduce((all, mark) => {
    const hit = all.find((other) => meets(other, mark));
    return cover(all, hit ? { ...mark, kind: hit.kind, written: hit.written } : mark);
  }, mine);
}

export function wordsUnder(paper, mark) {
  return paper[mark.part].slice(mark.start, mark.end).join("");
}

function places(text, words) {
  const found = [];
  for (let at = 0; at + words.length <= text.length; at += 1) {
    if (words.every((one, step) => text[at + step] === one)) {
      found.push(at);
      at += words.length - 1;
    }
  }
  return found;
}
