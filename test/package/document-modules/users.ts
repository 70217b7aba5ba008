/** A person, in the examples of the documents. */
export interface User {
  id: string
  name: string
  passwordHash: string
}

export async function findUser(_name: string, _password: string): Promise<User | undefined> {
  return undefined
}

export async function userById(_id: string | undefined): Promise<User | undefined> {
  return undefined
}

export async function userByEmail(_email: string): Promise<User | undefined> {
  return undefined
}

export async function setPassword(_user: User, _password: string): Promise<void> {}

/** Whether this is the first time that the link is used; remembers it. */
export async function useOnce(_id: string): Promise<boolean> {
  return true
}
