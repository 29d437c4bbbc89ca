import { type RefObject, useEffect, useState } from "react";

/** Whether any of an element can be seen; what is not known yet is taken to be. */
export function useSeen(element: RefObject<Element | null>): boolean {
  const [seen, setSeen] = useState(true);
  useEffect(() => {
    if (element.current === null) return;
    const observer = new IntersectionObserver((entries) => setSeen(entries.at(-1)?.isIntersecting ?? true));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return seen;
}
