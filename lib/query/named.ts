/** A part of a name; with `/` a whole one, with `*` a pattern. Case plays no part. */
export function isNamed(value: string): (name: string) => boolean {
  if (/[*/]/.test(value)) return isWhole(value);
  const wanted = value.toLowerCase();
  return (name) => name.toLowerCase().includes(wanted);
}

/** `*` stands for any text. No expression is made of what somebody typed. */
export function isWhole(value: string): (name: string) => boolean {
  const [first = "", ...rest] = value.toLowerCase().split("*");
  const last = rest.pop();
  if (last === undefined) return (name) => name.toLowerCase() === first;
  return (given) => {
    const name = given.toLowerCase();
    if (!name.startsWith(first)) return false;
    let reached = first.length;
    for (const part of rest) {
      const found = name.indexOf(part, reached);
      if (found < 0) return false;
      reached = found + part.length;
    }
    return name.length - last.length >= reached && name.endsWith(last);
  };
}
