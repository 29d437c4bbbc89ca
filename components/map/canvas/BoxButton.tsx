"use client";

import { useEffect, useRef } from "react";
import type { Scene } from "#lib/map/scene.ts";
import { MinusIcon, PlusIcon } from "../../parts/icons.tsx";
import styles from "./canvas.module.css";
import type { MapRenderer } from "./MapRenderer.ts";
import type { View } from "./view.ts";

interface Props {
  readonly scene: Scene;
  readonly renderer: MapRenderer;
  readonly onMove: (move: (view: View) => void) => () => void;
  /** Of a node, a box or what lies on one. */
  readonly id: string;
  /** Keeps it there while the pointer is on it. */
  readonly onEnter: () => void;
  readonly onLeave: () => void;
  readonly onOpen: (selects: string) => void;
}

const SIZE = 28;
const GAP = 4;

/** On the namespace that is pointed at or selected: opens it, or closes it. Keys do the same from the tree. */
export function BoxButton({ scene, renderer, onMove, id, onEnter, onLeave, onOpen }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  const found = boxAt(scene, id);
  const at = found?.at;
  useEffect(() => {
    const place = (): void => {
      const rect = at === undefined ? undefined : renderer.whereIs(at);
      if (button.current === null || rect === undefined) return;
      Object.assign(button.current.style, { left: `${String(Math.min(rect.x + rect.width, renderer.size.width) - SIZE - GAP)}px`, top: `${String(Math.max(rect.y, 0) + GAP)}px` });
    };
    place();
    return onMove(place);
  }, [renderer, onMove, at]);
  if (found === undefined) return null;
  const { namespace, isOpen } = found;
  const words = `${isOpen ? "Close" : "Open"} ${namespace}`;
  return (
    <button ref={button} type="button" tabIndex={-1} className={styles.boxButton} aria-label={words} title={`${words} (Space)`} onPointerEnter={onEnter} onPointerLeave={onLeave} onClick={() => onOpen(`namespace:${namespace}`)}>
      {isOpen ? <MinusIcon size={13} /> : <PlusIcon size={13} />}
    </button>
  );
}

/** The namespace that something on the map is, or is the frame of. */
function boxAt({ boxes, nodes }: Scene, id: string): { readonly namespace: string; readonly at: string; readonly isOpen: boolean } | undefined {
  const name = id.replace(/^(box|namespace):/, "");
  if (name === id) return undefined;
  if (boxes.some(({ box }) => box.namespace === name)) return { namespace: name, at: `box:${name}`, isOpen: true };
  return nodes.some(({ node }) => node.id === `namespace:${name}`) ? { namespace: name, at: `namespace:${name}`, isOpen: false } : undefined;
}
