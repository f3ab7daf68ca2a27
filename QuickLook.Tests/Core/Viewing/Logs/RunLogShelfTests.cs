using Microsoft.Extensions.Options;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Core.Viewing;
using QuickLook.Core.Viewing.Logs;
using QuickLook.Tests.Golden;
using QuickLook.Tests.Web.Scripted;

namespace QuickLook.Tests.Core.Viewing.Logs;

public sealed class RunLogShelfTests : IDisposable
{
    private const long Science = 4707;

    private static readonly CameraId R0 = CameraId.Parse("r0").Value;

    private readonly string root = Directory.CreateTempSubdirectory("ql-logs-").FullName;
    private readonly ScriptedProcessList processes = new(TimeProvider.System.GetUtcNow());
    private readonly RunLogShelf shelf;

    public RunLogShelfTests() => shelf = new RunLogShelf(processes, Options.Create(new ViewingOptions { OutputRoot = root }));

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task A_log_of_the_original_is_read_line_by_line()
    {
        File.Copy(GoldenSet.A.ExpectedLog("r0", 104), await PathAsync());

        var log = await ReadAsync();

        var text = await File.ReadAllLinesAsync(GoldenSet.A.ExpectedLog("r0", 104));
        log.Lines.Length.ShouldBe(text.Length);
        (log.WhyNone, log.IsCut).ShouldBe((string.Empty, false));
        var first = log.Lines[0];
        first.At.ShouldBe(new DateTimeOffset(2026, 11, 22, 7, 11, 39, 725, TimeSpan.Zero));
        (first.Logger, first.Level, first.Text).ShouldBe(("QLConfig", RunLogLevel.Info, "Checking if all the necessary files exist."));
        log.Lines.ShouldContain(line => line.Level == RunLogLevel.Warning);
        log.Lines.Where(line => line.Verdict != Quality.None).Select(line => line.Text).ShouldAllBe(line => line.Contains("_STATUS: "));
        log.Lines.Select(line => line.At).ShouldBe(log.Lines.Select(line => line.At).Order());
    }

    [Fact]
    public async Task Of_a_huge_log_the_end_is_shown_and_all_of_it_is_downloaded()
    {
        var path = await PathAsync();
        await using (var writer = new StreamWriter(path))
        {
            for (var i = 0; i < 120_000; i++)
            {
                await writer.WriteLineAsync($"2026-11-26 10:00:00,000 QuickLook INFO : line {i} of a program that has much to say");
            }
        }

        var log = await ReadAsync();

        log.IsCut.ShouldBeTrue();
        log.Lines.Length.ShouldBe(RunLogShelf.MostLines);
        log.Lines[^1].Text.ShouldBe("line 119999 of a program that has much to say");
        log.Lines[0].Text.ShouldBe("line 100000 of a program that has much to say");
        log.FileBytes.ShouldBe(new FileInfo(path).Length);
        await using var whole = (await shelf.OpenAsync(Science, R0, CancellationToken.None)).Value;
        whole.Length.ShouldBe(log.FileBytes);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_and_lines_without_end_do_no_harm()
    {
        var bytes = new byte[6 << 20];
        new Random(5).NextBytes(bytes);
        await File.WriteAllBytesAsync(await PathAsync(), bytes);
        (await ReadAsync()).Lines.ShouldAllBe(line => line.Text.Length <= 2003 && !line.Text.Any(char.IsControl));

        await File.WriteAllBytesAsync(await PathAsync(), [.. Enumerable.Repeat((byte)'\n', 5 << 20)]);
        (await ReadAsync()).Lines.Length.ShouldBeLessThanOrEqualTo(RunLogShelf.MostLines);

        await File.WriteAllBytesAsync(await PathAsync(), []);
        (await ReadAsync()).Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task Why_there_is_no_log_is_said()
    {
        (await ReadAsync()).WhyNone.ShouldStartWith("File not found");
        (await ReadAsync(4711)).IsLive.ShouldBeTrue();
        (await ReadAsync(4706)).WhyNone.ShouldContain("imported from nersc");
        (await ReadAsync(Science, "z9")).WhyNone.ShouldBe("z9 is not in process 4707: it was not in the raw file, or was not asked for.");
        (await shelf.ReadAsync(1, R0, CancellationToken.None)).Failure!.Reason.ShouldBe("there is no process 1");
        (await shelf.OpenAsync(Science, R0, CancellationToken.None)).Failure!.Reason.ShouldStartWith("File not found");
    }

    [Fact]
    public async Task A_link_is_not_followed()
    {
        File.CreateSymbolicLink(await PathAsync(), GoldenSet.A.ExpectedLog("r0", 104));

        (await ReadAsync()).WhyNone.ShouldStartWith("File not found");
    }

    private async Task<StoredLog> ReadAsync(long process = Science, string camera = "r0") =>
        (await shelf.ReadAsync(process, CameraId.Parse(camera).Value, CancellationToken.None)).Value;

    private async Task<string> PathAsync()
    {
        var process = (await processes.FindAsync(Science, CancellationToken.None)).Value.Process;
        var path = ProductPaths.RunLog(
            ProductPaths.ProcessRoot(root, Science),
            process.Exposure.FolderNight,
            process.Exposure.Exposure,
            R0
        );
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(path);
        return path;
    }
}
