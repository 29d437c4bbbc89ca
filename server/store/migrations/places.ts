/** Where the map's boxes and cards stand: one row for each arrangement that can be gone back to. */
export const PLACES: readonly string[] = [
  "CREATE TABLE map_places (cluster TEXT NOT NULL, layout BIGINT NOT NULL, generation BIGINT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (cluster, layout, generation))",
];
