import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

/** One end of a WebSocket (RFC 6455): whole text messages, which is all that the stand-in says and hears. */
export type WebSocketPeer = {
  send(text: string): void
  close(): void
}

type Listening = {
  onText(peer: WebSocketPeer, text: string): void
  onClose(peer: WebSocketPeer): void
}

const acceptance = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'
const longestMessage = 65_536
const opcodes = { text: 1, close: 8, ping: 9, pong: 10 } as const

type Frame = { opcode: number; payload: Buffer; length: number }

function frameOf(opcode: number, payload: Buffer): Buffer {
  const { length } = payload
  const head = length < 126 ? Buffer.from([0x80 | opcode, length]) : Buffer.from([0x80 | opcode, 126, 0, 0])
  if (length >= 126) head.writeUInt16BE(length, 2)
  return Buffer.concat([head, payload])
}

/**
 * The first frame in what has come so far; null when more must come.
 * @throws Error for what no honest client sends here: unmasked, in pieces, or too long
 */
function firstFrame(bytes: Buffer): Frame | null {
  if (bytes.length < 2) return null
  const [first = 0, second = 0] = bytes
  const short = second & 0x7f
  if (!(first & 0x80) || !(second & 0x80) || short === 127) throw new Error('Not a frame of one message')
  const start = short === 126 ? 4 : 2
  if (bytes.length < start + 4) return null
  const size = short === 126 ? bytes.readUInt16BE(2) : short
  const mask = bytes.subarray(start, start + 4)
  const length = start + 4 + size
  if (bytes.length < length) return null
  const payload = Buffer.from(bytes.subarray(start + 4, length))
  for (let index = 0; index < size; index++) payload[index] = (payload[index] ?? 0) ^ (mask[index % 4] ?? 0)
  return { opcode: first & 0x0f, payload, length }
}

function hear(peer: WebSocketPeer, socket: Duplex, frame: Frame, { onText }: Listening): void {
  if (frame.opcode === opcodes.text) onText(peer, frame.payload.toString())
  if (frame.opcode === opcodes.ping) socket.write(frameOf(opcodes.pong, frame.payload))
  if (frame.opcode === opcodes.close) peer.close()
}

function listen(peer: WebSocketPeer, socket: Duplex, listening: Listening): void {
  let waiting: Buffer<ArrayBufferLike> = Buffer.alloc(0)
  socket.on('data', (bytes: Buffer) => {
    waiting = Buffer.concat([waiting, bytes])
    try {
      for (let frame = firstFrame(waiting); frame; frame = firstFrame(waiting)) {
        waiting = waiting.subarray(frame.length)
        hear(peer, socket, frame, listening)
      }
    } catch {
      socket.destroy()
    }
  })
  // A client that is gone is no fault of anybody.
  socket.on('error', () => socket.destroy())
  socket.on('close', () => listening.onClose(peer))
}

/** Answers a request to upgrade. Null, and the connection is closed, when it is none. */
export function acceptWebSocket(
  request: IncomingMessage,
  socket: Duplex,
  listening: Listening,
): WebSocketPeer | null {
  const key = request.headers['sec-websocket-key']
  if (request.headers.upgrade?.toLowerCase() !== 'websocket' || !key) {
    socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n')
    return null
  }
  const accepted = createHash('sha1').update(`${key}${acceptance}`).digest('base64')
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: ${accepted}\r\n\r\n`,
  )
  const peer: WebSocketPeer = {
    send(text) {
      const payload = Buffer.from(text)
      if (payload.length < longestMessage && socket.writable) socket.write(frameOf(opcodes.text, payload))
    },
    close() {
      if (socket.writable) socket.end(frameOf(opcodes.close, Buffer.alloc(0)), () => socket.destroy())
      else socket.destroy()
    },
  }
  listen(peer, socket, listening)
  return peer
}
