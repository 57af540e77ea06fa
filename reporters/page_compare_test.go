package reporters

import (
	"fmt"
	"testing"

	"ripple/reporters/internal/browsertest"
)

// What a page of a comparison must be, in a real browser.
func TestComparisonPagesInABrowser(t *testing.T) {
	b := browsertest.New(t)
	for name, c := range map[string]*Comparison{
		"options":   compared(t, withSources(contenders(40)[:1]), "do-nothing"),
		"baseline":  compared(t, withSources(contenders(40)[:1]), "baseline"),
		"scenarios": compared(t, withSources(contenders(40)), "do-nothing"),
	} {
		t.Run(name, func(t *testing.T) {
			o := b.Open(t, writtenComparison(t, CompareHTML, c))
			rows := len(c.Alternatives) - 1
			if name == "scenarios" {
				rows-- // nothing going wrong is the same in both
			}
			for selector, least := range map[string]int{
				"main": 1, "h1": 1, "nav a": 6, "#gain table": 2, "#gain tbody tr": 2 * rows, "#gain svg[role=img]": 2 * rows,
				"#who table": 1, "#who .better, #who td[class^=f], #who td[class^=m]": 3, "#results tbody tr": rows + 1, "#tables table": 4, "#assumptions pre": 1,
			} {
				if n := browsertest.Asked[int](o, fmt.Sprintf("document.querySelectorAll(%q).length", selector)); n < least {
					t.Errorf("%d of %s, want at least %d", n, selector, least)
				}
			}
			toldEverything(t, o)
			saysAloud(t, o, c.Sentences)
			cloudsHold(t, o, c.Replications)
			enough(t, numbersOf(t, o, writtenComparison(t, CompareJSON, c)), map[string]int{
				"/paying_customers/on_time_orders": rows, "/money/net": rows, "/money/responses": rows, "/paying_customers/on_time": rows + 1, "/customers/": 3 * rows,
			})
			pointedTables(t, o)
			fitsWindows(t, o, name)
			readable(t, o, name)
		})
	}
}
