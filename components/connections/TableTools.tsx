import { COLUMNS, type Column } from "#lib/api/connections.ts";
import { count } from "#lib/describe/words.ts";
import { type Order, orderOf, orderText } from "#lib/topology/order.ts";
import buttons from "../parts/button.module.css";
import { Menu } from "../parts/Menu.tsx";
import { ChevronIcon } from "../parts/icons.tsx";
import { COLUMN_TITLES } from "./columns.tsx";
import { DENSITIES, chooseDensity, useDensity } from "./density.ts";
import styles from "./connections.module.css";

interface Props {
  readonly total: number;
  readonly of: number;
  readonly updating: boolean;
  readonly columns: readonly Column[];
  readonly order: Order;
  readonly onColumns: (columns: readonly Column[]) => void;
  readonly onOrder: (order: Order) => void;
}

/** How much there is, and how it is shown. */
export function TableTools({ total, of, updating, columns, order, onColumns, onOrder }: Props) {
  const density = useDensity();
  const toggled = (column: Column): readonly Column[] => COLUMNS.filter((one) => columns.includes(one) !== (one === column));
  return (
    <div className={styles.tools}>
      <p>
        {total === of ? count(of, "connection") : `${total} of ${count(of, "connection")}`}
        {updating && <span className={styles.updating}> Updating…</span>}
      </p>
      {/* Cards have no header to press. */}
      <label className={styles.by} data-scripted>
        <span className="unseen">Sort by</span>
        <select value={orderText(order) ?? ""} onChange={({ target }) => onOrder(orderOf(target.value || undefined) ?? order)}>
          <option value="">Worst first</option>
          {COLUMNS.map((column) => [column, `-${column}`].map((text) => (
            <option key={text} value={text}>
              {COLUMN_TITLES[column]} {text === column ? "↑" : "↓"}
            </option>
          )))}
        </select>
      </label>
      <div data-scripted>
        <Menu
          end
          className={`${buttons.button} ${buttons.bare}`}
          label={
            <>
              Columns <ChevronIcon size={14} />
            </>
          }
        >
          <fieldset className={styles.choices}>
            <legend>Columns</legend>
            {COLUMNS.map((column) => (
              <label key={column}>
                {/* The last one stays: a table without columns is none. */}
                <input type="checkbox" checked={columns.includes(column)} disabled={columns.length === 1 && columns.includes(column)} onChange={() => onColumns(toggled(column))} /> {COLUMN_TITLES[column]}
              </label>
            ))}
          </fieldset>
          <fieldset className={styles.choices}>
            <legend>Rows</legend>
            {DENSITIES.map((one) => (
              <label key={one}>
                <input type="radio" name="density" checked={one === density} onChange={() => chooseDensity(one)} /> {one === "comfortable" ? "Comfortable" : "Compact"}
              </label>
            ))}
          </fieldset>
        </Menu>
      </div>
    </div>
  );
}
