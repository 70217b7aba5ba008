export async function sendMail(_to: string, _text: string): Promise<void> {}
