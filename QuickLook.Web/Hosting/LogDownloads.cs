using System.Globalization;
using System.Text;
using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Viewing.Logs;
using QuickLook.Web.Components.Shared.Logs;

namespace QuickLook.Web.Hosting;

/// <summary>The logs in memory and those on disk as plain text files.</summary>
public static class LogDownloads
{
    /// <summary>Address of the pipeline log.</summary>
    public const string PipelineLog = "/files/live/pipeline.log";

    /// <summary>Address of the discovery log.</summary>
    public const string DiscoveryLog = "/files/live/discovery.log";

    /// <summary>Address of a camera's live log.</summary>
    /// <param name="camera">The camera.</param>
    public static string CameraLog(CameraId camera) => $"/files/live/{camera}.log";

    /// <summary>Address of the log that a camera's run left on disk.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="camera">The camera.</param>
    public static string StoredLog(long processId, CameraId camera) =>
        string.Create(CultureInfo.InvariantCulture, $"/files/processes/{processId}/{camera}.log");

    /// <summary>Maps the downloads.</summary>
    /// <param name="routes">Where.</param>
    public static void MapLogDownloads(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(PipelineLog, (ILiveState live) => Download(live.PipelineLog, "pipeline.log"));
        routes.MapGet(DiscoveryLog, (ILiveState live) => Download(live.DiscoveryLog, "discovery.log"));
        routes.MapGet(
            "/files/live/{camera:regex(^[brz]\\d$)}.log",
            (string camera, ILiveState live) =>
                CameraId.Parse(camera).TryGet(out var id, out _) && live.CameraLog(id) is { } log
                    ? Download(log, $"{id}.log")
                    : Results.NotFound()
        );
        routes.MapGet(
            "/files/processes/{processId:long}/{camera:regex(^[brz]\\d$)}.log",
            async (long processId, string camera, IRunLogShelf shelf, CancellationToken cancellationToken) =>
                CameraId.Parse(camera).TryGet(out var id, out _)
                && (await shelf.OpenAsync(processId, id, cancellationToken)).TryGet(out var file, out _)
                    ? Results.Stream(file, "text/plain; charset=utf-8", $"run-{id}-process-{processId}.log")
                    : Results.NotFound()
        );
    }

    private static IResult Download(LiveLog log, string name)
    {
        var text = new StringBuilder();
        foreach (var entry in log.After(0))
        {
            text.AppendLine(LogText.Plain(entry));
        }

        return Results.File(Encoding.UTF8.GetBytes(text.ToString()), "text/plain; charset=utf-8", name);
    }
}
