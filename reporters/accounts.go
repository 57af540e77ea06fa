package reporters

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"ripple/sim"
)

// AccountMetrics lists what is reported of each named customer, in order.
func AccountMetrics() []Metric { return metricsOf(accountMeasures) }

type account = sim.AccountResult

var accountMeasures = []measure[account]{
	{
		Metric{"orders", "orders placed", "orders placed from `from` to the end of `for`", Count, +1},
		func(_ *timeline, a *account) float64 { return float64(a.Orders) }, nil,
	},
	{
		Metric{"delivered", "orders delivered", "of these, delivered", Count, +1},
		func(_ *timeline, a *account) float64 { return float64(a.Delivered) }, nil,
	},
	{
		Metric{"late", "late orders", "orders past their promised date: delivered late, lost after it, or still open after it", Count, -1},
		func(_ *timeline, a *account) float64 { return float64(a.Late) }, nil,
	},
	{
		Metric{"abandoned", "lost orders", "orders given up by the customer, or ended as lost", Count, -1},
		func(_ *timeline, a *account) float64 { return float64(a.Lost) }, nil,
	},
	{
		Metric{"gone", "chance of having left", "share of the replications in which it has left by the end of `for`", Share, -1},
		func(_ *timeline, a *account) float64 { return float64(a.Gone) },
		func(_ *timeline, _ *account) float64 { return 1 },
	},
}

// accounts names those who are most likely to leave.
func (l layout) accounts() []block {
	const most = 5
	gone := position(AccountMetrics(), "gone")
	type one struct {
		at            int
		usual, chance float64
	}
	var at []one
	for i := range l.r.Accounts {
		usual, chance := l.r.Baseline().Value.Accounts[i][gone].Mean, l.r.DoNothing().Value.Accounts[i][gone].Mean
		if max(usual, chance) > 0 {
			at = append(at, one{i, usual, chance})
		}
	}
	if len(at) == 0 {
		return nil
	}
	slices.SortStableFunc(at, func(a, b one) int { return cmp.Or(cmp.Compare(b.chance, a.chance), cmp.Compare(b.usual, a.usual)) })
	g := &grid{header: []string{"", "nothing going wrong", "nobody responding"}, right: []bool{false, true, true}}
	if l.r.Quiet {
		g.header, g.right = []string{"", "chance"}, g.right[:2]
	}
	for _, a := range at[:min(most, len(at))] {
		row := []cell{text(strings.Replace(l.r.Accounts[a.at], ".", ": ", 1)), l.account(l.r.Baseline(), a.at, gone)}
		if !l.r.Quiet {
			row = append(row, l.account(l.r.DoNothing(), a.at, gone))
		}
		g.rows = append(g.rows, row)
	}
	b := block{heading: "Accounts most likely to have left", table: g}
	if more := len(at) - most; more > 0 {
		b.lines = []string{fmt.Sprintf("%d more may have; --format csv, json and xlsx hold all.", more)}
	}
	return []block{b}
}

// account is one number of an account in one option.
func (l layout) account(o *Option, account, metric int) cell {
	e := o.Value.Accounts[account][metric]
	return text(l.f.value(AccountMetrics()[metric].Unit, e)).at(e, "arms", key(o.Name), "accounts", key(l.r.Accounts[account]), AccountMetrics()[metric].Key)
}
