const OURS = /^\/(?:[cs]\/[^\\]*)?$/;
const UNPRINTABLE = /[^\x21-\x7e]/;

/** Where to go after entering: a page of ours as the browser wrote it, else the first page. Nothing that could be read as another host. */
export function returnPath(wanted: string | undefined): string {
  if (wanted === undefined || UNPRINTABLE.test(wanted)) return "/";
  const [path = ""] = wanted.split(/[?#]/, 1);
  return OURS.test(path) && !wanted.includes("\\") ? wanted : "/";
}
