import { reportOf } from './report'
import type { PageReport } from './report'
import { withSessionProps } from './session'

/** The props of a page which shows the visitor's cookie as the server sees it. */
export const reportProps = withSessionProps<PageReport>(async ({ req }) => ({
  props: reportOf(req),
}))
