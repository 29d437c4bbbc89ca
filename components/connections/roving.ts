/** Where a key leads in a list of rows; undefined: the key means something else. @param page rows that are seen at once */
export function rowAfter(key: string, at: number, { rows, page }: { readonly rows: number; readonly page: number }): number | undefined {
  const last = rows - 1;
  switch (key) {
    case "ArrowDown":
      return Math.min(at + 1, last);
    case "ArrowUp":
      return Math.max(at - 1, 0);
    case "PageDown":
      return Math.min(at + page, last);
    case "PageUp":
      return Math.max(at - page, 0);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return undefined;
  }
}
