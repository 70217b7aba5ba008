import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The folder of src/lib that is being mutated. */
const folder = process.env['IRONSEAL_MUTATED'] ?? ''

/** The tests of the folder itself come first: they find most mutants, and what comes behind the first failure is not run. */
export class OwnTestsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const [own, others] = [files.filter(isOwn), files.filter((file) => !isOwn(file))]
    return [...(await super.sort(own)), ...(await super.sort(others))]
  }
}

function isOwn({ moduleId }: TestSpecification): boolean {
  return moduleId.includes(`/src/lib/${folder}/`) || moduleId.includes('/test/mutation/')
}
