import { pathOf } from "#lib/figure/svg.ts";
import type { Drawing as DrawingValue, Shape } from "#lib/figure/shape.ts";

const ink = (name: string | undefined): string => (name === undefined ? "none" : `var(--${name})`);

/** A drawing as elements of the page, in the page's colours and fonts. */
export function Drawing({ drawing, id, className }: { readonly drawing: DrawingValue; readonly id: string; readonly className?: string | undefined }) {
  const { width, height, title, description, shapes } = drawing;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className={className} role="img" aria-labelledby={`${id}-title ${id}-description`} fontFamily="var(--sans)">
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-description`}>{description}</desc>
      <Shapes shapes={shapes} />
    </svg>
  );
}

/** A drawing never changes in place, so positions are good keys. */
function Shapes({ shapes }: { readonly shapes: readonly Shape[] }) {
  return shapes.map((shape, index) => <Element key={index} shape={shape} />);
}

function Element({ shape }: { readonly shape: Shape }) {
  switch (shape.kind) {
    case "box":
      return <rect x={shape.x} y={shape.y} width={shape.width} height={shape.height} rx={shape.radius} fill={ink(shape.fill)} stroke={ink(shape.stroke)} strokeWidth={shape.weight} strokeDasharray={shape.dash?.join(" ")} />;
    case "circle":
      return <circle cx={shape.x} cy={shape.y} r={shape.radius} fill={ink(shape.fill)} stroke={ink(shape.stroke)} strokeWidth={shape.weight} />;
    case "line":
      return <line x1={shape.x1} y1={shape.y1} x2={shape.x2} y2={shape.y2} stroke={ink(shape.stroke)} strokeWidth={shape.weight} strokeDasharray={shape.dash?.join(" ")} />;
    case "curve":
      return <path d={pathOf(shape)} fill="none" stroke={ink(shape.stroke)} strokeWidth={shape.weight} strokeDasharray={shape.dash?.join(" ")} />;
    case "polygon":
      return <polygon points={shape.points.map((point) => point.join(",")).join(" ")} fill={ink(shape.fill)} />;
    case "text":
      return (
        <text x={shape.x} y={shape.y} fontSize={shape.size} fontWeight={shape.bold ? 620 : undefined} fontFamily={shape.mono ? "var(--mono)" : undefined} textAnchor={shape.anchor} fill={ink(shape.fill)}>
          {shape.text}
        </text>
      );
    case "group":
      return (
        <g transform={`translate(${shape.x} ${shape.y})${shape.scale === undefined ? "" : ` scale(${shape.scale})`}`}>
          <Shapes shapes={shape.shapes} />
        </g>
      );
  }
}
