package room

import (
	"fmt"
	"strings"

	goqr "github.com/piglig/go-qr"
)

// code is a QR code that a page draws: a square of so many modules a side, the dark ones as
// the path of an SVG. Its margin is the page's.
type code struct {
	Size int    `json:"size"`
	Path string `json:"path"`
}

// margin is the light border that readers need around a code, in modules.
const margin = 4

func newCode(text string) (code, error) {
	q, err := goqr.EncodeText(text, goqr.Medium)
	if err != nil {
		return code{}, fmt.Errorf("draw the code of a link: %w", err)
	}
	var b strings.Builder
	for y := range q.Size() {
		for x := 0; x < q.Size(); x++ {
			from := x
			for x < q.Size() && q.Module(x, y) {
				x++
			}
			if x > from {
				fmt.Fprintf(&b, "M%d %dh%dv1h-%dz", from, y, x-from, x-from)
			}
		}
	}
	return code{q.Size(), b.String()}, nil
}

// Blocks is the QR code of a text for a terminal, where what is light is written: two rows a line.
func Blocks(text string) (string, error) {
	q, err := goqr.EncodeText(text, goqr.Low)
	if err != nil {
		return "", fmt.Errorf("draw the code of a link: %w", err)
	}
	light := func(x, y int) bool {
		in := x >= 0 && y >= 0 && x < q.Size() && y < q.Size()
		return !in || !q.Module(x, y)
	}
	var b strings.Builder
	for y := -margin; y < q.Size()+margin; y += 2 {
		for x := -margin; x < q.Size()+margin; x++ {
			switch upper, lower := light(x, y), light(x, y+1); {
			case upper && lower:
				b.WriteString("█")
			case upper:
				b.WriteString("▀")
			case lower:
				b.WriteString("▄")
			default:
				b.WriteString(" ")
			}
		}
		b.WriteString("\n")
	}
	return b.String(), nil
}
