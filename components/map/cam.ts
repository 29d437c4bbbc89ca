/** Where the camera is: the zoom, and what of the map is in its middle. */
interface View {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

/** The camera as the address has it: zoom,x,y; undefined where all of the map is in sight. */
export const camOf = (view: View | undefined): string | undefined => (view === undefined ? undefined : [Number(view.zoom.toFixed(3)), Math.round(view.x), Math.round(view.y)].join(","));

export function viewOf(cam: string | undefined): View | undefined {
  const [zoom, x, y] = cam?.split(",").map(Number) ?? [];
  return zoom === undefined || x === undefined || y === undefined || !(zoom > 0) ? undefined : { zoom, x, y };
}
