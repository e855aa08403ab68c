/** A query of a rule's, and where it looks. */
export interface Search {
  readonly query: object;
  readonly indices: readonly string[];
  /** The field with an event's time. */
  readonly timestamp: string;
}

export interface Hit {
  readonly index: string;
  readonly id: string;
}

export interface Window {
  /** Milliseconds since 1970; null: from the first event on. */
  readonly from: number | null;
  readonly to: number;
}

/** No search gives more hits at once than that, as engines are set up. */
export const mostAtOnce = 10_000;

/** The body of a search: all events are counted, and so many of the last ones given. */
export function bodyOf(
  { query, timestamp }: Search,
  { from, to }: Window,
  size: number,
  isByDay: boolean,
): object {
  const range = { gte: from, lt: to, format: 'epoch_millis' };
  const isOpen = from === null;
  return {
    size: Math.min(size, mostAtOnce),
    track_total_hits: true, // or no more than 10,000 are counted
    _source: false,
    query: isOpen ? query : { bool: { filter: [{ range: { [timestamp]: range } }, query] } },
    // an index without the field has no event in the window, and is no reason to fail
    ...(!isOpen && { sort: [{ [timestamp]: { order: 'desc', unmapped_type: 'date' } }] }),
    ...(isByDay && { aggs: { days: { date_histogram: days(timestamp) } } }),
  };
}

/** By days of UTC, those without an event left out. */
const days = (field: string) => ({
  field,
  calendar_interval: 'day',
  format: 'yyyy-MM-dd',
  min_doc_count: 1,
});
