package scenarios

import (
	"slices"
	"strings"

	"ripple/scenarios/holidays"
)

// readHolidays reads a country's code, or none.
func (w *workTime) readHolidays(n *node) {
	code, ok := n.str("holidays")
	if !ok {
		return
	}
	if code == "none" {
		w.holidays = ""
		return
	}
	if !slices.Contains(holidays.Codes(), code) {
		n.fail(nearCountry(code), "no public holidays are known for `%s`", clip(code))
		return
	}
	w.holidays = code
}

// nearCountry says which code may have been meant.
func nearCountry(code string) string {
	upper := strings.ToUpper(code)
	if upper == "UK" {
		return "did you mean `GB`?"
	}
	if slices.Contains(holidays.Codes(), upper) {
		return "write it in capitals: " + upper
	}
	var parts []string
	for _, known := range holidays.Codes() {
		if strings.HasPrefix(known, upper+"-") {
			parts = append(parts, known)
		}
	}
	if len(parts) > 0 {
		return "holidays differ within the country: for example " + parts[0] + " or " + parts[len(parts)-1]
	}
	codes := slices.DeleteFunc(holidays.Codes(), func(c string) bool { return len(c) > 2 })
	return "known are " + strings.Join(codes, ", ") + ", parts of some, such as DE-BY, and none; list others as `closed` dates"
}
