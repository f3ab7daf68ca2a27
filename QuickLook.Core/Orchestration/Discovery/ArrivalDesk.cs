using QuickLook.Core.Orchestration.Tracking;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Exposures;

namespace QuickLook.Core.Orchestration.Discovery;

/// <summary>
/// Decides when a raw file is taken: when it got its name by a rename, or when it ends at the end of an HDU and has not grown for a while. Then every
/// exposure on disk stands in the table exactly once. Used by the watcher's thread only.
/// </summary>
internal sealed class ArrivalDesk(
    ExposureStore exposures,
    ExposureRegistrar registrar,
    FibermapRegistrar fibermaps,
    ProcessTracker tracker,
    OrchestrationSettings settings,
    TimeProvider time
)
{
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(1);

    private readonly OrchestrationOptions options = settings.Options;
    private readonly KnownFiles known = new();
    private readonly Dictionary<string, PendingFile> pending = new(StringComparer.Ordinal);

    /// <summary>When to look again; the end of time when nothing is pending.</summary>
    public DateTimeOffset Due => pending.Count == 0 ? DateTimeOffset.MaxValue : pending.Values.Min(file => file.Due);

    /// <summary>Takes what the table knows; waits for the database.</summary>
    public async Task LoadKnownAsync(CancellationToken cancellationToken)
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

    /// <summary>Something happened to a raw file.</summary>
    public void Expect(RawPath raw, bool wasRenamed)
    {
        if (!pending.TryGetValue(raw.FullPath, out var file))
        {
            file = new PendingFile(raw, time.GetUtcNow());
            pending.Add(raw.FullPath, file);
        }

        file.WasRenamed |= wasRenamed;
        file.Due = time.GetUtcNow();
    }

    /// <summary>A sweep found a raw file; nothing happens when it is known as it is.</summary>
    public void ExpectIfUnsettled(RawPath raw, bool isFullSweep)
    {
        // A broken file gets another look now and then: its permissions or the disk may have been put right.
        if (
            !pending.ContainsKey(raw.FullPath)
            && Stamp(raw) is { } stamp
            && (!known.IsSettled(stamp, raw.Exposure) || (isFullSweep && known.IsBroken(raw.Exposure)))
        )
        {
            Expect(raw, wasRenamed: false);
        }
    }

    /// <summary>Gives everything that is due a pause: the last look at it failed.</summary>
    public void PutOffDue()
    {
        var now = time.GetUtcNow();
        foreach (var file in pending.Values.Where(file => file.Due <= now))
        {
            file.Due = now + TryAgain;
        }
    }

    /// <summary>Looks at what is due.</summary>
    public async Task LookAtDueAsync(CancellationToken cancellationToken)
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
