import type { Figure } from "#lib/api/pages.ts";
import { drawAcross } from "./across.ts";
import { INKS, type Theme } from "./inks.ts";
import { drawingToSvg } from "./svg.ts";

/** The figure as an SVG document. */
export const figureSvg = (figure: Figure, theme: Theme = "light"): string => drawingToSvg(drawAcross(figure), INKS[theme]);
