/** A finger that moves further, in px, does not tap. */
const TAP = 8;

/**
 * Keeps from the map what belongs to the page: the wheel without Ctrl or ⌘, and where the map is only read, one finger.
 *
 * @returns what ends it
 */
export function leaveToPage(surface: HTMLElement, isReadOnly: boolean): () => void {
  const onWheel = (event: WheelEvent): void => {
    if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
  };
  let start: { readonly x: number; readonly y: number } | undefined;
  const onStart = ({ touches }: TouchEvent): void => {
    start = isReadOnly && touches.length === 1 && touches[0] ? { x: touches[0].clientX, y: touches[0].clientY } : undefined;
  };
  const onMove = (event: TouchEvent): void => {
    const [finger] = event.touches;
    if (!isReadOnly || event.touches.length !== 1 || finger === undefined) return;
    event.stopPropagation();
    if (start === undefined || Math.hypot(finger.clientX - start.x, finger.clientY - start.y) < TAP) return;
    // Whoever moves the page has tapped nothing.
    start = undefined;
    window.dispatchEvent(new Event("touchcancel"));
  };
  surface.addEventListener("wheel", onWheel, { capture: true, passive: true });
  surface.addEventListener("touchstart", onStart, { capture: true, passive: true });
  surface.addEventListener("touchmove", onMove, { capture: true, passive: true });
  return () => {
    surface.removeEventListener("wheel", onWheel, { capture: true });
    surface.removeEventListener("touchstart", onStart, { capture: true });
    surface.removeEventListener("touchmove", onMove, { capture: true });
  };
}
