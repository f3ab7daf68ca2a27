using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QuickLook.Core.Orchestration.Control;
using QuickLook.Core.Orchestration.Tracking;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Exposures;

namespace QuickLook.Core.Orchestration.Discovery;

/// <summary>
/// Finds raw exposures: directory events at once where the file system sends them, sweeps always. A file is taken when it got its name by a rename, or
/// when it ends at the end of an HDU and has not grown for a while; then every exposure on disk stands in the table exactly once.
/// </summary>
internal sealed class ExposureWatcher(
    ExposureStore exposures,
    ExposureRegistrar registrar,
    FibermapRegistrar fibermaps,
    ProcessTracker tracker,
    Leadership leadership,
    OrchestrationSettings settings,
    TimeProvider time,
    ILogger<ExposureWatcher> logger
) : BackgroundService
{
    private const string RootNotice = "raw-data";

    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(1);

    private readonly OrchestrationOptions options = settings.Options;
    private readonly KnownFiles known = new();
    private readonly Dictionary<string, PendingFile> pending = new(StringComparer.Ordinal);
    private DateTimeOffset nextSweep;
    private DateTimeOffset nextFullSweep;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await leadership.Ready.WaitAsync(stoppingToken).ConfigureAwait(false);

        // Watching begins before the first sweep, so that nothing falls between the two.
        using var events = new DirectoryEvents(settings.RawRoot, options.WatchesDirectories, logger);
        await LoadKnownAsync(stoppingToken).ConfigureAwait(false);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                SweepIfDue();
                await LookAtDueAsync(stoppingToken).ConfigureAwait(false);
                await fibermaps.LookAtDueAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception bug) when (bug is not OperationCanceledException)
            {
                // The edge of a background task: discovery goes on with the next look.
                logger.LogError(bug, "Discovery failed on one look");
                foreach (var file in pending.Values.Where(file => file.Due <= time.GetUtcNow()))
                {
                    file.Due = time.GetUtcNow() + TryAgain;
                }
            }

            await WaitAsync(events, stoppingToken).ConfigureAwait(false);
        }
    }

    private async Task LoadKnownAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var rows = await exposures.ListKnownAsync(cancellationToken).ConfigureAwait(false);
            if (rows.IsSuccess)
            {
                known.Load(rows.Value);
                return;
            }

            await Task.Delay(TryAgain, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WaitAsync(DirectoryEvents events, CancellationToken stoppingToken)
    {
        var now = time.GetUtcNow();
        var due = pending.Values.Select(file => file.Due).Append(nextSweep).Append(fibermaps.Due).Min();
        if (due > now)
        {
            using var alarm = new CancellationTokenSource(due - now, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, alarm.Token);
            try
            {
                await events.Hints.WaitToReadAsync(either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }

        while (events.Hints.TryRead(out var hint))
        {
            Take(hint);
        }
    }

    private void Take(DirectoryEvents.Hint hint)
    {
        if (RawPath.Parse(settings.RawRoot, hint.Path) is { } raw)
        {
            Expect(raw, hint.WasRenamed);
        }
        else if (RawPath.OfFibermap(settings.RawRoot, hint.Path) is { } owner)
        {
            fibermaps.Expect(owner);
        }
        else if (Path.GetRelativePath(settings.RawRoot, hint.Path).Split(Path.DirectorySeparatorChar) is { Length: <= 2 })
        {
            // A new folder: files may have come into it before it was watched.
            nextSweep = time.GetUtcNow();
        }
    }

    private void Expect(RawPath raw, bool wasRenamed)
    {
        if (!pending.TryGetValue(raw.FullPath, out var file))
        {
            file = new PendingFile(raw, time.GetUtcNow());
            pending.Add(raw.FullPath, file);
        }

        file.WasRenamed |= wasRenamed;
        file.Due = time.GetUtcNow();
    }

    private void SweepIfDue()
    {
        var now = time.GetUtcNow();
        if (now < nextSweep)
        {
            return;
        }

        var isFull = now >= nextFullSweep;
        nextSweep = now + options.SweepPeriod;
        if (!RawTree.Sweep(settings.RawRoot, isFull).TryGet(out var found, out var failure))
        {
            tracker.Report(board => board.Notify(RootNotice, isError: true, failure.ToString(), now));
            return;
        }

        tracker.Report(board => board.Withdraw(RootNotice));
        nextFullSweep = isFull ? now + options.FullSweepPeriod : nextFullSweep;
        foreach (var raw in found)
        {
            // A broken file gets another look now and then: its permissions or the disk may have been put right.
            if (
                !pending.ContainsKey(raw.FullPath)
                && Stamp(raw) is { } stamp
                && (!known.IsSettled(stamp, raw.Exposure) || (isFull && known.IsBroken(raw.Exposure)))
            )
            {
                Expect(raw, wasRenamed: false);
            }
        }
    }

    private async Task LookAtDueAsync(CancellationToken cancellationToken)
    {
        var due = pending
            .Values.Where(file => file.Due <= time.GetUtcNow())
            .OrderBy(file => file.Path.Night)
            .ThenBy(file => file.Path.Exposure)
            .ToList();
        foreach (var file in due)
        {
            await LookAsync(file, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task LookAsync(PendingFile file, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (Stamp(file.Path) is not { } stamp)
        {
            await GiveUpAsync(file, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (file.Registered is null && known.IsSettled(stamp, file.Path.Exposure) && !known.IsBroken(file.Path.Exposure))
        {
            pending.Remove(file.Path.FullPath);
            return;
        }

        NoteChange(file, stamp, now);
        if (!file.WasRenamed && now - file.UnchangedSince < options.StabilityTime)
        {
            file.Due = file.UnchangedSince + options.StabilityTime;
            return;
        }

        if (file.Registered is null && await IsDuplicateAsync(file, stamp, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        var content = RawContent.Read(file.Path.FullPath);
        if (content.Damage is { } damage)
        {
            await LookAtDamagedAsync(file, stamp, content, damage.ToString(), now, cancellationToken).ConfigureAwait(false);
        }
        else if (content.Cameras.IsEmpty)
        {
            const string Empty = "there is no camera's HDU (B0 to Z9) in the file";
            await LookAtDamagedAsync(file, stamp, content, Empty, now, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await LookAtReadableAsync(file, stamp, content, now, cancellationToken).ConfigureAwait(false);
        }
    }

    private static void NoteChange(PendingFile file, RawFileStamp stamp, DateTimeOffset now)
    {
        if (file.Bytes == stamp.Bytes && file.ModifiedAt == stamp.ModifiedAt)
        {
            return;
        }

        // At the first look the file's own time says how long it has been as it is; a clock of another machine may run ahead.
        var isFirstLook = file.Bytes < 0;
        file.UnchangedSince = isFirstLook && stamp.ModifiedAt < now ? stamp.ModifiedAt : now;
        file.WasRenamed &= isFirstLook || file.Bytes == stamp.Bytes;
        file.Bytes = stamp.Bytes;
        file.ModifiedAt = stamp.ModifiedAt;
    }

    private async Task LookAtReadableAsync(
        PendingFile file,
        RawFileStamp stamp,
        RawContent content,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (file.Registered is null)
        {
            file.ArrivingSince = now;
        }

        var isComplete = options.ExpectedCameras.All(content.Cameras.Contains);
        var isLate = now - file.ArrivingSince >= options.ArrivingTime;
        var isArriving = !file.WasRenamed && !isComplete && !isLate;
        var hasNews = file.Registered is not { } before || content.Cameras.Length > before.Length;
        if (hasNews)
        {
            var registered = await registrar.RegisterAsync(file.Path, stamp, content, isArriving, cancellationToken).ConfigureAwait(false);
            if (!Accepted(file, registered))
            {
                return;
            }

            file.Registered = content.Cameras;
            file.ExposureId = registered.Value.Process.Exposure.Id;
            file.ProcessId = registered.Value.Process.Id;
            fibermaps.Expect(file.Path, file.ExposureId, content.Metadata);
        }
        else if (!isArriving && !await CloseArrivalAsync(file, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        if (isArriving)
        {
            file.Due = Earlier(file.ArrivingSince + options.ArrivingTime, now + options.StabilityTime);
            return;
        }

        known.Settle(file.Path.Exposure, stamp, isBroken: false);
        pending.Remove(file.Path.FullPath);
    }

    private async Task LookAtDamagedAsync(
        PendingFile file,
        RawFileStamp stamp,
        RawContent content,
        string reason,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        // A rename of something unfinished says nothing; from here on the file has to stop growing.
        file.WasRenamed = false;
        if (now - file.UnchangedSince < options.BrokenTime)
        {
            Say(file, RunLogLevel.Info, $"{file.Path.Exposure} is not complete yet: {reason}");
            file.Due = Earlier(file.UnchangedSince + options.BrokenTime, now + options.StabilityTime);
            return;
        }

        if (file.Registered is not null)
        {
            Say(file, RunLogLevel.Warning, $"{file.Path.Exposure} stopped growing within an HDU; the cameras before count: {reason}");
            if (!await CloseArrivalAsync(file, cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }
        else if (
            !Accepted(file, await registrar.RegisterBrokenAsync(file.Path, stamp, content, reason, cancellationToken).ConfigureAwait(false))
        )
        {
            return;
        }

        known.Settle(file.Path.Exposure, stamp, isBroken: file.Registered is null);
        pending.Remove(file.Path.FullPath);
    }

    // True when this exposure was found elsewhere before: a copy is reported and left alone, a move is written down.
    private async Task<bool> IsDuplicateAsync(PendingFile file, RawFileStamp stamp, CancellationToken cancellationToken)
    {
        if (known.Find(file.Path.Exposure) is not { } other || other.Path == stamp.Path)
        {
            return false;
        }

        if (File.Exists(other.Path))
        {
            tracker.Discovered(
                RunLogLevel.Warning,
                $"{file.Path.Exposure} lies twice on disk; {stamp.Path} is ignored, {other.Path} counts"
            );
            known.Ignore(stamp);
        }
        else if (other.Bytes == stamp.Bytes && other.ModifiedAt == stamp.ModifiedAt)
        {
            var moved = await registrar.MoveAsync(file.Path.Exposure, stamp, cancellationToken).ConfigureAwait(false);
            if (moved.Failure is { } failure)
            {
                PutOff(file, failure);
                return true;
            }

            tracker.Discovered(RunLogLevel.Info, $"{file.Path.Exposure} was moved to {stamp.Path}");
            known.Settle(file.Path.Exposure, stamp, known.IsBroken(file.Path.Exposure));
        }
        else
        {
            return false;
        }

        pending.Remove(file.Path.FullPath);
        return true;
    }

    private async Task<bool> CloseArrivalAsync(PendingFile file, CancellationToken cancellationToken)
    {
        var closed = await registrar.CloseArrivalAsync(file.ExposureId, file.ProcessId, cancellationToken).ConfigureAwait(false);
        if (closed.Failure is { } failure)
        {
            PutOff(file, failure);
        }

        return closed.IsSuccess;
    }

    private async Task GiveUpAsync(PendingFile file, CancellationToken cancellationToken)
    {
        if (file.Registered is null || await CloseArrivalAsync(file, cancellationToken).ConfigureAwait(false))
        {
            pending.Remove(file.Path.FullPath);
        }
    }

    private bool Accepted(PendingFile file, Result<Registration> registered)
    {
        if (!registered.TryGet(out var registration, out var failure))
        {
            PutOff(file, failure);
            return false;
        }

        if (registration.Kind == RegistrationKind.Busy)
        {
            Say(file, RunLogLevel.Info, $"{file.Path.Exposure} was replaced while it is processed; it is taken again after that");
            file.Due = time.GetUtcNow() + TryAgain;
            return false;
        }

        return true;
    }

    private void PutOff(PendingFile file, Failure failure)
    {
        var now = time.GetUtcNow();
        file.Due = now + TryAgain;
        tracker.OutOfReach(failure);
    }

    private void Say(PendingFile file, RunLogLevel level, string text)
    {
        if (file.LastSaid != text)
        {
            file.LastSaid = text;
            tracker.Discovered(level, text);
        }
    }

    private static RawFileStamp? Stamp(RawPath raw)
    {
        var info = new FileInfo(raw.FullPath);
        return info.Exists ? new RawFileStamp(raw.FullPath, info.Length, new DateTimeOffset(info.LastWriteTimeUtc)) : null;
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
