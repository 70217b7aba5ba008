import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The folder of src/lib that is being mutated. */
const folder = process.env['IRONSEAL_MUTATED'] ?? ''

/**
 * The tests of the folder itself come first: they find most mutants, and what comes behind the first failure is not run.
 *
 * The test that loads everything comes last, or what runs while modules load would count as covered by that test alone.
 */
export class OwnTestsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((left, right) => turnOf(left) - turnOf(right))
  }
}

function turnOf({ moduleId }: TestSpecification): number {
  if (moduleId.includes('/test/mutation/')) return 2
  return moduleId.includes(`/src/lib/${folder}/`) ? 0 : 1
}
