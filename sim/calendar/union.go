package calendar

import "slices"

// Union makes the table of who is open whenever one of two is. Its days are those
// of a; open time of b outside of them is left out.
func Union(a, b *Table) *Table {
	if a.Always || b.Always && len(a.Days) == 0 {
		return a
	}
	u := *a
	u.index = index{}
	if b.Always {
		u.Always, u.Open, u.Starts = true, nil, nil
		u.WorkingDay = slices.Repeat([]bool{true}, len(a.WorkingDay))
	} else if n := len(a.Days); n > 0 {
		u.Open = slices.Clone(a.Open)
		for _, run := range b.Open {
			run.Open, run.Close = max(run.Open, a.Days[0]), min(run.Close, a.Days[n-1])
			if run.Open < run.Close {
				u.Open = append(u.Open, run)
			}
		}
		u.Open = merged(u.Open)
	}
	if u.Index() != nil {
		return a
	}
	return &u
}
