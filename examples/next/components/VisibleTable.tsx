import type { BothSeals } from '../lib/both-formats'
import { compactParts } from '../lib/compact-parts'
import { expiryOf, partOf } from '../lib/seal-parts'

/** What anybody who holds the two seals can tell, without a key. Taken from the seals themselves. */
export function VisibleTable({ seals }: { seals: BothSeals }) {
  return (
    <table className="visible">
      <thead>
        <tr>
          <td />
          <th scope="col">Iron</th>
          <th scope="col">compact</th>
        </tr>
      </thead>
      <tbody>
        {rowsOf(seals).map(([what, iron, compact]) => (
          <tr key={what}>
            <th scope="row">{what}</th>
            <td>{iron}</td>
            <td>{compact}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function rowsOf({ iron, compact, cookieName }: BothSeals): [string, string, string][] {
  const parts = compactParts(compact)
  const most = Math.floor(((partOf(iron, 'ciphertext') ?? '').length * 3) / 4)
  return [
    ['Data', 'hidden', 'hidden'],
    ['When it ends', expiryOf(iron) ?? 'unknown', 'hidden'],
    ['Which key', `password id ${partOf(iron, 'id')}`, `key id ${parts?.keyId}`],
    ['Length', `${most - 16} to ${most - 1} bytes`, `${parts?.length} bytes, with times and id`],
    ['When it began, session id', 'not in it', 'hidden'],
    [
      'Good for',
      'every cookie under this password',
      `purpose session, cookie ${cookieName}, nothing else`,
    ],
  ]
}
