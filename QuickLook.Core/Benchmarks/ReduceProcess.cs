using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using QuickLook.Core.Results;

namespace QuickLook.Core.Benchmarks;

/// <summary>One <c>reduce --json</c> as a process of its own: what it cost, by its own account and by the clock outside.</summary>
/// <param name="WallSeconds">From the start of the process to its end.</param>
/// <param name="CpuSeconds">Processor time.</param>
/// <param name="PeakRssMiB">Most resident memory.</param>
/// <param name="FirstStatusSeconds">From the start of the process to the first verdict; null when there was none.</param>
/// <param name="FailedCameras">Cameras that did not run to their end.</param>
internal sealed record ReduceProcess(
    double WallSeconds,
    double CpuSeconds,
    double PeakRssMiB,
    double? FirstStatusSeconds,
    int FailedCameras
)
{
    /// <summary>Starts it and waits for its end; when cancelled, the process is ended.</summary>
    public static async Task<Result<ReduceProcess>> RunAsync(
        ProgramCommand program,
        IEnumerable<string> arguments,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var start = new ProcessStartInfo(program.File, [.. program.Arguments, "reduce", .. arguments, "--json"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var (begun, timestamp) = (time.GetUtcNow(), time.GetTimestamp());
        using var process = Process.Start(start)!;
        using var ending = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
        var complaints = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var output = await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        var wall = time.GetElapsedTime(timestamp);
        cancellationToken.ThrowIfCancellationRequested();
        return Read(output, begun, wall) is { } measured
            ? measured
            : new Failure($"'reduce' ended with code {process.ExitCode} and no account of itself: {await complaints}", program.File);
    }

    /// <summary>Reads the program's account of itself; null when it is none.</summary>
    /// <param name="output">What it printed.</param>
    /// <param name="begun">When it was started.</param>
    /// <param name="wall">How long it took.</param>
    internal static ReduceProcess? Read(string output, DateTimeOffset begun, TimeSpan wall)
    {
        try
        {
            var report = JsonNode.Parse(output);
            if (report?["process"] is not JsonObject process || report["cameras"] is not JsonArray cameras)
            {
                return null;
            }

            var first = report["first_status_at"]?.GetValue<string>();
            return new ReduceProcess(
                wall.TotalSeconds,
                process["cpu_seconds"]!.GetValue<double>(),
                process["peak_rss_mib"]!.GetValue<double>(),
                first is null ? null : (DateTimeOffset.Parse(first, CultureInfo.InvariantCulture) - begun).TotalSeconds,
                cameras.Count(camera => camera!["state"]!.GetValue<string>() is not ("succeeded" or "partly failed"))
            );
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
