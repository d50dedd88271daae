// Command tlog-proof verifies C2SP .tlog-proof files with filippo.io/torchwood.
//
// usage: tlog-proof POLICY <FILE
// POLICY is a C2SP tlog-policy. Every line of FILE is the path of a proof, a tab, and the path of the log entry.
// It prints a line for each proof that is rejected, then the counts.
// Exit: 0 all accepted, 1 some rejected, 2 usage.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	"filippo.io/torchwood"
	"golang.org/x/mod/sumdb/tlog"
)

func verify(policy torchwood.Policy, line string) error {
	proofFile, entryFile, _ := strings.Cut(line, "\t")
	proof, err := os.ReadFile(proofFile)
	if err != nil {
		return err
	}
	entry, err := os.ReadFile(entryFile)
	if err != nil {
		return err
	}
	return torchwood.VerifyProof(policy, tlog.RecordHash(entry), proof)
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: tlog-proof POLICY <FILE")
		os.Exit(2)
	}
	text, err := os.ReadFile(os.Args[1])
	if err == nil {
		var policy torchwood.Policy
		if policy, err = torchwood.ParsePolicy(text); err == nil {
			os.Exit(verifyAll(policy))
		}
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(2)
}

func verifyAll(policy torchwood.Policy) int {
	accepted, rejected := 0, 0
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		if err := verify(policy, lines.Text()); err != nil {
			rejected++
			fmt.Printf("%s: %v\n", lines.Text(), err)
		} else {
			accepted++
		}
	}
	fmt.Printf("%d accepted, %d rejected\n", accepted, rejected)
	return min(rejected, 1)
}
