using System.Collections.Immutable;
using QuickLook.Core.Access;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Core.Orchestration.Discovery;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Exposures;
using QuickLook.Core.Storage.Queue;
using QuickLook.Core.Storage.Schema;
using QuickLook.Core.Storage.Service;

namespace QuickLook.Core.Orchestration;

/// <summary>
/// Puts exposures into the queue from outside of the service, such as a command line: it writes rows, and the service that works on the database is told
/// by the database. Needs nothing of the service to run; what is queued waits until one does.
/// </summary>
public sealed class OutsideQueue(
    ExposureStore exposures,
    ReprocessStore repeating,
    ServiceStore settings,
    AuditStore audit,
    MappingSet mappings,
    TimeProvider time
)
{
    /// <summary>Puts exposures that the database knows into the queue.</summary>
    /// <param name="actor">Who asks; needs <see cref="Permission.Operate"/>.</param>
    /// <param name="night">Of this observing night; null for any.</param>
    /// <param name="numbers">Of these numbers; empty for all of the night.</param>
    /// <param name="order">How: its exposures are not looked at.</param>
    /// <param name="cancellationToken">Gives up between two exposures; what was queued stays.</param>
    public async Task<Result<ReprocessReport>> EnqueueKnownAsync(
        Actor actor,
        Night? night,
        IReadOnlyCollection<ExposureId> numbers,
        ReprocessOrder order,
        CancellationToken cancellationToken
    )
    {
        var what = $"night {night?.ToString() ?? "any"}, exposures {(numbers.Count == 0 ? "all" : string.Join(", ", numbers))}";
        if ((await BeginAsync(actor, what, order, cancellationToken).ConfigureAwait(false)).Failure is { } refusal)
        {
            return refusal;
        }

        var found = await repeating.FindExposuresAsync(night, numbers, cancellationToken).ConfigureAwait(false);
        var configuration = await ConfigurationAsync(cancellationToken).ConfigureAwait(false);
        if ((found.Failure ?? configuration.Failure) is { } unread)
        {
            return unread;
        }

        var report = new Report();
        foreach (var (id, exposure) in found.Value)
        {
            if (
                (await RepeatAsync(report, actor, id, exposure, order, configuration.Value, cancellationToken).ConfigureAwait(false)) is
                { } away
            )
            {
                return away;
            }
        }

        foreach (var unknown in numbers.Except(found.Value.Select(each => each.Exposure)))
        {
            report.Refuse(unknown, night is null ? "the database does not know it" : $"the database does not know it in night {night}");
        }

        return report.Done();
    }

    /// <summary>Puts the raw exposures below a folder into the queue; those that the database does not know are registered.</summary>
    /// <param name="actor">Who asks; needs <see cref="Permission.Operate"/>.</param>
    /// <param name="rawRoot">A folder with <c>NIGHT/EXPID8/desi-EXPID8.fits.fz</c> below it, or one of those nights.</param>
    /// <param name="order">How: its exposures are not looked at.</param>
    /// <param name="cancellationToken">Gives up between two exposures; what was queued stays.</param>
    public async Task<Result<ReprocessReport>> EnqueueFolderAsync(
        Actor actor,
        string rawRoot,
        ReprocessOrder order,
        CancellationToken cancellationToken
    )
    {
        var root = Path.GetFullPath(rawRoot);
        if ((await BeginAsync(actor, $"folder {root}", order, cancellationToken).ConfigureAwait(false)).Failure is { } refusal)
        {
            return refusal;
        }

        var files = FilesBelow(root);
        var known = await exposures.ListKnownAsync(cancellationToken).ConfigureAwait(false);
        var configuration = await ConfigurationAsync(cancellationToken).ConfigureAwait(false);
        if ((files.Failure ?? known.Failure ?? configuration.Failure) is { } unread)
        {
            return unread;
        }

        var knownPaths = known.Value.ToDictionary(each => each.Exposure, each => each.File.Path);
        var report = new Report();
        foreach (var file in files.Value)
        {
            var away = knownPaths.TryGetValue(file.Exposure, out var path)
                ? await RepeatKnownAsync(report, actor, file, path, order, configuration.Value, cancellationToken).ConfigureAwait(false)
                : await RegisterAsync(report, actor, file, order, configuration.Value, cancellationToken).ConfigureAwait(false);
            if (away is not null)
            {
                return away;
            }
        }

        return report.Done();
    }

    private async Task<Result<Done>> BeginAsync(Actor actor, string what, ReprocessOrder order, CancellationToken cancellationToken)
    {
        if (!actor.May(Permission.Operate))
        {
            return new Failure($"{actor.Name} may not change the queue");
        }

        var engine = order.Engine.Length == 0 ? "the configured engine" : order.Engine;
        var configured = await ConfigurationAsync(cancellationToken).ConfigureAwait(false);
        if (configured.Failure is { } unread)
        {
            return unread;
        }

        if (order.Engine.Length > 0 && configured.Value.Engines.All(each => each.Name != order.Engine))
        {
            var names = configured.Value.Engines.Select(each => each.Name).ToList();
            return new Failure($"there is no engine '{order.Engine}': {string.Join(", ", names)}{Spelling.Hint(order.Engine, names)}");
        }

        return await audit
            .AppendAsync(actor, "exposure.reprocess", $"{what}; {engine}; {order.Lane}", cancellationToken)
            .ConfigureAwait(false);
    }

    private static Result<IReadOnlyList<RawPath>> FilesBelow(string root) =>
        Night.Parse(Path.GetFileName(root)).IsSuccess && Path.GetDirectoryName(root) is { } parent
            ? Result<IReadOnlyList<RawPath>>.Success([.. RawTree.InNight(parent, Path.GetFileName(root))])
            : RawTree.Sweep(root, allNights: true);

    // As the service has it: what it was started with stands in the settings.
    private async Task<Result<ServiceConfiguration>> ConfigurationAsync(CancellationToken cancellationToken)
    {
        var stored = await settings.ListSettingsAsync(cancellationToken).ConfigureAwait(false);
        return stored.Then(all =>
        {
            var read = all.TryGetValue(ConfigurationDesk.Key, out var setting)
                ? ConfigurationJson.Read(setting.Value)
                : Result<ServiceConfiguration>.Success(new ServiceConfiguration());
            return read.Map(configuration =>
                configuration.ExpectedCameras is null && all.TryGetValue(ConfigurationDesk.StartedWithKey, out var started)
                    ? configuration with
                    {
                        ExpectedCameras = ConfigurationDesk.StartedWith(started.Value),
                    }
                    : configuration
            );
        });
    }

    private async Task<Failure?> RepeatKnownAsync(
        Report report,
        Actor actor,
        RawPath file,
        string knownPath,
        ReprocessOrder order,
        ServiceConfiguration configuration,
        CancellationToken cancellationToken
    )
    {
        if (knownPath != file.FullPath)
        {
            report.Refuse(file.Exposure, $"the database knows it at {knownPath}; this file is ignored");
            return null;
        }

        var found = await repeating.FindExposuresAsync(night: null, [file.Exposure], cancellationToken).ConfigureAwait(false);
        return found.TryGet(out var rows, out var unread) && rows.Count == 1
            ? await RepeatAsync(report, actor, rows[0].Id, file.Exposure, order, configuration, cancellationToken).ConfigureAwait(false)
            : unread;
    }

    // Null when it goes on; the failure when the database does not answer.
    private async Task<Failure?> RepeatAsync(
        Report report,
        Actor actor,
        long exposureId,
        ExposureId exposure,
        ReprocessOrder order,
        ServiceConfiguration configuration,
        CancellationToken cancellationToken
    )
    {
        var wanted = new RepeatedProcess
        {
            ExposureId = exposureId,
            Cameras = order.Cameras.IsDefaultOrEmpty ? configuration.Cameras : order.Cameras,
            ExpectedCameras = Expected(configuration),
            Engine = order.Engine,
            Lane = order.Lane,
            RequestedBy = actor.Name,
            At = time.GetUtcNow(),
        };
        var made = await repeating.EnqueueAsync(wanted, cancellationToken).ConfigureAwait(false);
        return report.Take(exposure, made.Map(process => process.Id));
    }

    private async Task<Failure?> RegisterAsync(
        Report report,
        Actor actor,
        RawPath file,
        ReprocessOrder order,
        ServiceConfiguration configuration,
        CancellationToken cancellationToken
    )
    {
        var content = RawContent.Read(file.FullPath);
        var info = new FileInfo(file.FullPath);
        var refusal = content.Damage?.ToString() ?? AdmissionRule.WhyNot(configuration, mappings, content.Metadata, content.Cameras);
        if (refusal is not null || !info.Exists)
        {
            report.Refuse(file.Exposure, refusal ?? "the file is gone");
            return null;
        }

        var processed = AdmissionRule.Processed(configuration, content.Cameras);
        var arrival = new ExposureArrival
        {
            Exposure = file.Exposure,
            FolderNight = file.Night,
            Metadata = content.Metadata,
            Cameras = content.Cameras,
            ProcessedCameras = order.Cameras.IsDefaultOrEmpty ? processed : [.. content.Cameras.Where(order.Cameras.Contains)],
            ExpectedCameras = Expected(configuration),
            File = new RawFileStamp(file.FullPath, info.Length, new DateTimeOffset(info.LastWriteTimeUtc)),
            Arrival = ArrivalState.Complete,
            InitialState = RunState.Queued,
            Lane = order.Lane,
            RequestedEngine = order.Engine,
            RequestedBy = actor.Name,
            At = time.GetUtcNow(),
        };
        var registered = await exposures.RegisterAsync(arrival, cancellationToken).ConfigureAwait(false);
        return report.Take(file.Exposure, registered.Map(registration => registration.Process.Id));
    }

    private static IReadOnlyList<CameraId> Expected(ServiceConfiguration configuration) =>
        configuration.ExpectedCameras is { } expected ? expected : CameraId.All;

    private sealed class Report
    {
        private readonly List<long> queued = [];
        private readonly List<(ExposureId, string)> refused = [];

        public void Refuse(ExposureId exposure, string reason) => refused.Add((exposure, reason));

        public Failure? Take(ExposureId exposure, Result<long> made)
        {
            if (made.TryGet(out var process, out var failure))
            {
                queued.Add(process);
                return null;
            }

            if (failure.Kind == FailureKind.Transient)
            {
                return failure;
            }

            Refuse(exposure, failure.ToString());
            return null;
        }

        public ReprocessReport Done() => new([.. queued], [.. refused]);
    }
}
