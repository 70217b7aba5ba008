export async function fetchSecret(_name: string): Promise<string> {
  return ''
}
