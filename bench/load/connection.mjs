import { connect } from 'node:net'

/**
 * A connection that sends a request as soon as the one before was answered. It understands as much HTTP as our servers speak: what
 * the client spends, the servers on the other core lack.
 */
export class Connection {
  #socket
  #received = ''
  /** @type {() => string | undefined} */
  #nextRequest = () => undefined
  /** @type {(response: string) => void} */
  #onResponse = () => {}
  #ended = () => {}
  /** @type {(error: Error) => void} */
  #failed = () => {}

  /** @param {number} port */
  constructor(port) {
    this.#socket = connect(port, '127.0.0.1')
    this.#socket.setNoDelay(true)
    this.#socket.setEncoding('latin1')
    this.#socket.on('data', (text) => this.#receive(String(text)))
    this.#socket.on('error', (error) => this.#failed(error))
    this.#socket.on('close', () => this.#failed(new Error('the server closed the connection')))
  }

  /**
   * @param {() => string | undefined} nextRequest nothing when it is enough
   * @param {(response: string) => void} onResponse
   * @returns {Promise<void>} when the last request is answered
   */
  send(nextRequest, onResponse) {
    this.#nextRequest = nextRequest
    this.#onResponse = onResponse
    return new Promise((resolve, reject) => {
      this.#ended = resolve
      this.#failed = reject
      this.#sendNext()
    })
  }

  close() {
    this.#failed = () => {}
    this.#socket.destroy()
  }

  #sendNext() {
    const request = this.#nextRequest()
    if (request === undefined) this.#ended()
    else this.#socket.write(request)
  }

  /** @param {string} text */
  #receive(text) {
    this.#received += text
    const head = this.#received.indexOf('\r\n\r\n')
    if (head < 0) return
    const length = /\r\ncontent-length: (\d+)/i.exec(this.#received.slice(0, head))
    if (!length) return this.#failed(new Error(`no length: ${this.#received.slice(0, 200)}`))
    const end = head + 4 + Number(length[1])
    if (this.#received.length < end) return
    const response = this.#received
    this.#received = ''
    this.#onResponse(response)
    this.#sendNext()
  }
}
