/** A message in which what somebody wrote stands in `backticks`. */
export function Ticked({ text }: { readonly text: string }) {
  return text.split("`").map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part));
}
