/**
 * Small comforts. Every page works without them: forms are sent, lists are filtered by their button, and what is under
 * way is seen by loading the page again.
 */

import { filterWhenChanged } from './filters.ts'
import { focusFaults, sendOnce } from './forms.ts'
import { followUnread } from './live-count.ts'
import { closeMenuOutside } from './menu.ts'
import { refreshUntilSettled } from './refresh.ts'

focusFaults()
sendOnce()
filterWhenChanged()
refreshUntilSettled()
closeMenuOutside()
followUnread()
