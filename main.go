// Piaojue (实事票决) is a reading desk and a ballot for the deputies of a
// people's congress. Without arguments it opens its window; with a command it
// does the same work without one.
//
//	piaojue [-home FOLDER]            open the window
//	piaojue report -json FILE         what a report holds
//	piaojue count -projects FILE …    count ballots from a file and decide
//	piaojue opinions -report FILE …   put deputies' opinions together
//	piaojue template -list OUT …      workbooks for the clerk to fill in
//	piaojue print -ballot OUT …       ballots, rules and attendance list as PDF
//	piaojue meeting run SCRIPT        play a whole meeting from a script
package main

import (
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"gopkg.in/natefinch/lumberjack.v2"

	"piaojue/app/say"
	"piaojue/storage"
	"piaojue/ui/cli"
)

const version = "0.1.0"

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) > 0 {
		switch args[0] {
		case "report":
			return commandFiles().Report(args[1:], stdin, stdout, stderr)
		case "count":
			return cli.Count(args[1:], commandFiles(), stdout, stderr)
		case "opinions":
			return commandFiles().Opinions(args[1:], stdout, stderr)
		case "template":
			return cli.Template(args[1:], commandFiles(), stdout, stderr)
		case "print":
			return cli.Print(args[1:], commandFiles(), stdout, stderr)
		case "meeting":
			return cli.Meeting(args[1:], commandFiles(), stdin, stdout, stderr)
		case "version":
			fmt.Fprintln(stdout, version)
			return cli.Done
		}
	}
	flags := flag.NewFlagSet("piaojue", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // it speaks English; the usage says all there is
	flags.Usage = func() { fmt.Fprintln(stderr, say.M("cli.usage").In(say.Chinese)) }
	home := flags.String("home", "", "")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return cli.Done
		}
		return cli.BadInput
	}
	if flags.NArg() > 0 || !windowed {
		flags.Usage()
		return cli.BadInput
	}
	if *home == "" {
		*home = storage.Home()
	}
	logFile := openLog(*home)
	if err := openWindow(*home, logFile); err != nil {
		slog.Error("opening", "err", err)
		fmt.Fprintln(stderr, say.Explain(err).Sentence(say.Chinese))
		return 1
	}
	return cli.Done
}

// openLog sends the log, which never holds a choice on a ballot, to a file that
// is rotated at 2 MB and kept five times, and a crash to a file beside it.
func openLog(home string) string {
	folder := filepath.Join(home, "log")
	name := filepath.Join(folder, "piaojue.log")
	slog.SetDefault(slog.New(slog.NewTextHandler(&lumberjack.Logger{Filename: name, MaxSize: 2, MaxBackups: 5}, nil)))
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return name
	}
	if f, err := os.OpenFile(filepath.Join(folder, "crash.log"), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600); err == nil {
		// The runtime keeps a duplicate of the file.
		_ = debug.SetCrashOutput(f, debug.CrashOptions{})
		f.Close()
	}
	return name
}

var (
	now    = time.Now
	random = rand.Reader
)
