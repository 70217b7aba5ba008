const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text that is HTML already, so that it is not escaped again. */
class Html {
  constructor(text) {
    this.text = text
  }

  toString() {
    return this.text
  }
}

/** A template whose values are escaped, unless they were made by this function themselves. */
export function html(strings, ...values) {
  return new Html(String.raw({ raw: strings }, ...values.map(escape)))
}

function escape(value) {
  if (value instanceof Html) return value.text
  if (Array.isArray(value)) return value.map(escape).join('')
  if (value === undefined || value === null || value === false) return ''
  return String(value).replace(/[&<>"']/g, (character) => ENTITIES[character])
}
