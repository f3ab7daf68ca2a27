using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Core.Orchestration.Queue;
using QuickLook.Core.Orchestration.Tracking;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Exposures;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Orchestration.Discovery;

/// <summary>Writes found exposures into the table and puts them into the queue; says in the discovery log what it did and why.</summary>
internal sealed class ExposureRegistrar(
    ExposureStore exposures,
    MappingStore mappings,
    ProcessTracker tracker,
    WorkBoard board,
    ProcessDispatcher dispatcher,
    ConfigurationDesk desk,
    TimeProvider time
)
{
    /// <summary>Registers a file whose headers can be read.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="file">What it is now.</param>
    /// <param name="content">What it holds.</param>
    /// <param name="isArriving">True while cameras may still come.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<Registration>> RegisterAsync(
        RawPath path,
        RawFileStamp file,
        RawContent content,
        bool isArriving,
        CancellationToken cancellationToken
    )
    {
        var refusal = AdmissionRule.WhyNot(desk.Current, mappings.Current, content.Metadata, content.Cameras);
        return RegisterAsync(
            new ExposureArrival
            {
                Exposure = path.Exposure,
                FolderNight = path.Night,
                Metadata = content.Metadata,
                Cameras = content.Cameras,
                ProcessedCameras = AdmissionRule.Processed(desk.Current, content.Cameras),
                ExpectedCameras = desk.ExpectedCameras,
                File = file,
                Arrival = isArriving ? ArrivalState.Arriving : ArrivalState.Complete,
                InitialState = refusal is null ? RunState.Queued : RunState.Skipped,
                Reason = refusal ?? string.Empty,
                Lane = time.GetUtcNow() - file.ModifiedAt > desk.Current.AllowedDelay ? ProcessLane.Backlog : ProcessLane.Live,
                RequestedBy = Access.Actor.System.Name,
                At = time.GetUtcNow(),
            },
            cancellationToken
        );
    }

    /// <summary>Registers a file that cannot be used.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="file">What it is now.</param>
    /// <param name="content">What it holds as far as it can be read.</param>
    /// <param name="reason">Why it cannot be used.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<Registration>> RegisterBrokenAsync(
        RawPath path,
        RawFileStamp file,
        RawContent content,
        string reason,
        CancellationToken cancellationToken
    ) =>
        RegisterAsync(
            new ExposureArrival
            {
                Exposure = path.Exposure,
                FolderNight = path.Night,
                Metadata = content.Metadata,
                Cameras = content.Cameras,
                ProcessedCameras = [],
                ExpectedCameras = desk.ExpectedCameras,
                File = file,
                Arrival = ArrivalState.Broken,
                InitialState = RunState.Failed,
                Reason = reason,
                RequestedBy = Access.Actor.System.Name,
                At = time.GetUtcNow(),
            },
            cancellationToken
        );

    /// <summary>Says that no further camera will come.</summary>
    public async Task<Result<Done>> CloseArrivalAsync(long exposureId, long processId, CancellationToken cancellationToken)
    {
        var closed = await exposures.CloseArrivalAsync(exposureId, cancellationToken).ConfigureAwait(false);
        if (closed.IsSuccess)
        {
            tracker.ArrivalClosed(processId);
        }

        return closed;
    }

    /// <summary>Writes down that the file of an exposure lies elsewhere now.</summary>
    public Task<Result<Done>> MoveAsync(ExposureId exposure, RawFileStamp file, CancellationToken cancellationToken) =>
        exposures.MoveAsync(exposure, file, cancellationToken);

    private async Task<Result<Registration>> RegisterAsync(ExposureArrival arrival, CancellationToken cancellationToken)
    {
        var result = await exposures.RegisterAsync(arrival, cancellationToken).ConfigureAwait(false);
        if (!result.TryGet(out var registration, out var failure))
        {
            return failure;
        }

        switch (registration.Kind)
        {
            case RegistrationKind.Created:
                Announce(arrival);
                if (registration.Process.State.IsFinal())
                {
                    tracker.EndedBeforehand(registration.Process);
                }

                break;
            case RegistrationKind.Joined:
                tracker.Discovered(RunLogLevel.Info, $"{arrival.Exposure}: now {Count(arrival.Cameras.Count, "camera")} in the file");
                board.Join(registration.Process);
                tracker.Joined(registration.Process);
                break;
        }

        dispatcher.Signal();
        return registration;
    }

    private void Announce(ExposureArrival arrival)
    {
        var header = arrival.Metadata;
        var what = string.Join(
            ' ',
            new[] { header?.Program.ToString(), header?.FlavorText?.ToLowerInvariant() }.Where(word => !string.IsNullOrEmpty(word))
        );
        var label = what.Length == 0 ? $"{arrival.Exposure}" : $"{arrival.Exposure} ({what})";
        switch (arrival.InitialState)
        {
            case RunState.Failed:
                tracker.Discovered(RunLogLevel.Error, $"{label} in {arrival.FolderNight} is broken: {arrival.Reason}");
                break;
            case RunState.Skipped:
                tracker.Discovered(RunLogLevel.Warning, $"{label} in {arrival.FolderNight} is skipped: {arrival.Reason}");
                break;
            default:
                var more = arrival.Arrival == ArrivalState.Arriving ? ", more may come" : string.Empty;
                tracker.Discovered(
                    RunLogLevel.Info,
                    $"{label} found in {arrival.FolderNight}: {Count(arrival.Cameras.Count, "camera")}{more}"
                );
                break;
        }

        if (header?.Night is { } night && night != arrival.FolderNight)
        {
            tracker.Discovered(
                RunLogLevel.Warning,
                $"{arrival.Exposure}: the header says night {night}, the folder {arrival.FolderNight}; the header counts"
            );
        }

        if (header?.Exposure is { } named && named != arrival.Exposure)
        {
            tracker.Discovered(RunLogLevel.Warning, $"{arrival.Exposure}: the header says exposure {named}; the file's name counts");
        }

        foreach (var fault in header?.Faults ?? [])
        {
            tracker.Discovered(RunLogLevel.Warning, $"{arrival.Exposure}: {fault}");
        }
    }

    private static string Count(int number, string thing) => number == 1 ? $"1 {thing}" : $"{number} {thing}s";
}
