/** A few lines of the code behind a page, and the file they are in. */
export function Code({ file, children }: { file: string; children: string }) {
  return (
    <figure className="code">
      <figcaption>{file}</figcaption>
      <pre tabIndex={0}>
        <code>{children.trim()}</code>
      </pre>
    </figure>
  )
}
