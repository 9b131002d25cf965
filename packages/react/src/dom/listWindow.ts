/** All heights and places in this file are in px. */
export interface ListLayout {
  count: number
  rowHeight: number
  viewportHeight: number
}

export interface ListWindow {
  /** The first row to draw. */
  start: number
  /** The row after the last one to draw. */
  end: number
  /** Where the first drawn row stands in the content. */
  offset: number
  totalHeight: number
  /** Where the scroll bar is when the list is scrolled to `top`. */
  scrollTop: number
  /** How many rows have been left out of the content above what is seen. */
  skipped: number
}

/**
 * Which rows to draw, and where, when a list is scrolled to `top`. A list that is taller than an
 * element can be has a shorter content: rows are left out of it, whole ones, evenly over its length.
 */
export function getListWindow(layout: ListLayout, top: number, overscan: number): ListWindow {
  const { count, rowHeight, viewportHeight } = layout
  const surplus = getSurplus(layout)
  const furthest = Math.max(0, count * rowHeight - viewportHeight)
  const place = clamp(top, 0, furthest)
  const skipped = clamp(
    Math.round((surplus * place) / furthest) || 0,
    surplus - Math.floor((furthest - place) / rowHeight),
    Math.floor(place / rowHeight),
  )
  const first = Math.floor(place / rowHeight) - overscan
  const last = Math.ceil((place + viewportHeight) / rowHeight) + overscan
  const start = Math.max(skipped, first)
  return {
    start,
    end: Math.min(count - surplus + skipped, last),
    offset: (start - skipped) * rowHeight,
    totalHeight: (count - surplus) * rowHeight,
    scrollTop: place - skipped * rowHeight,
    skipped,
  }
}

/** How far down its rows a list is scrolled when its scroll bar is at `scrollTop`. */
export function getTop(layout: ListLayout, scrollTop: number): number {
  const { count, rowHeight, viewportHeight } = layout
  const surplus = getSurplus(layout)
  const furthest = Math.max(0, (count - surplus) * rowHeight - viewportHeight)
  const place = clamp(scrollTop, 0, furthest)
  return place + (Math.round((surplus * place) / furthest) || 0) * rowHeight
}

/** In px. Browsers cut taller elements: Firefox at 17.8 million, Chromium at 33.5 million. */
const TALLEST_CONTENT = 15_000_000

/** How many rows are too many for one element to hold. */
export function getSurplus({ count, rowHeight }: ListLayout): number {
  return Math.max(0, Math.ceil((count * rowHeight - TALLEST_CONTENT) / rowHeight) || 0)
}

export function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most)
}
