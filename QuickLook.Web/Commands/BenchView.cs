using System.Globalization;
using QuickLook.Core.Benchmarks;
using QuickLook.Core.Results;
using QuickLook.Core.Simulation;

namespace QuickLook.Web.Commands;

/// <summary>Prints what a benchmark measured: as tables in line, as tables of Markdown, or as JSON.</summary>
internal sealed class BenchView
{
    private readonly CommandConsole console;
    private readonly BenchForm form;

    public BenchView(CommandConsole console, BenchForm form)
    {
        this.console = console;
        this.form = form;
    }

    /// <summary>Prints the report and returns the exit code that fits.</summary>
    public int Show(BenchmarkReport report)
    {
        if (form == BenchForm.Json)
        {
            JsonOutput.Write(console.Out, BenchJson.Of(report));
        }
        else
        {
            WriteTables(report);
        }

        var isSound = report.Kernels.All(kernel => kernel.Problem is null) && report.Exposures.All(exposure => exposure.FailedCameras == 0);
        return isSound ? ExitCode.Success : ExitCode.Failed;
    }

    /// <summary>Prints what the CCD viewer took and returns the exit code that fits.</summary>
    public int Show(ViewingReport report, InstrumentSize size)
    {
        if (form == BenchForm.Json)
        {
            JsonOutput.Write(console.Out, report.ToJson(size));
            return ExitCode.Success;
        }

        WriteMachine(report.Machine, size);
        Write(
            $"CCD viewer, {report.Camera}, {report.Width} x {report.Height} pixels, milliseconds on the clock, {report.Repeats} times",
            report.ToTable(hasGoals: size == InstrumentSize.Full)
        );
        return ExitCode.Success;
    }

    /// <summary>Prints why there is no report.</summary>
    public int ShowFailure(Failure failure)
    {
        console.Error.WriteLine($"quicklook: {failure}");
        if (form == BenchForm.Json)
        {
            JsonOutput.Write(console.Out, JsonOutput.Of(failure));
        }

        return ExitCode.Failed;
    }

    private void WriteTables(BenchmarkReport report)
    {
        WriteMachine(report.Machine, report.Size);
        if (!report.Cameras.IsEmpty)
        {
            Write($"Cameras one at a time, warm, median of {report.Cameras[0].Repeats}", BenchTables.Cameras(report));
            foreach (var flavor in report.Cameras.GroupBy(camera => camera.Flavor))
            {
                Write("Where it goes", BenchTables.Steps([.. flavor]));
            }
        }

        if (!report.Exposures.IsEmpty)
        {
            Write($"Whole exposures, a process each, median of {report.Exposures[0].Repeats}", BenchTables.Exposures(report));
        }

        if (!report.Kernels.IsEmpty)
        {
            Write("Single algorithms, one thread, warm", BenchTables.Kernels(report));
        }
    }

    private void WriteMachine(MachineDescription machine, InstrumentSize size)
    {
        var load = machine.LoadBefore is { } known ? string.Create(CultureInfo.InvariantCulture, $", load {known:F1}") : string.Empty;
        console.Out.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{machine.MeasuredAt:yyyy-MM-dd HH:mm} UTC, size {size.Name}, {machine.Processor}, {machine.Cores} processors{load}, {machine.Runtime}, {machine.Collector} collector"
            )
        );
        if (!machine.IsOptimised)
        {
            console.Out.WriteLine("A debug build: these figures mean nothing.");
        }
    }

    private void Write(string title, PrintedTable table)
    {
        console.Out.WriteLine();
        console.Out.WriteLine(title);
        if (form == BenchForm.Markdown)
        {
            console.Out.WriteLine();
            table.WriteMarkdown(console.Out);
        }
        else
        {
            table.WriteAligned(console.Out);
        }
    }
}
