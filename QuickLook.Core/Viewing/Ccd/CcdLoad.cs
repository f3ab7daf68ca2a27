using QuickLook.Core.Results;

namespace QuickLook.Core.Viewing.Ccd;

/// <summary>An image while it is loaded, and who waits for it. All but <see cref="Tell"/> is called under the lock of the shelf.</summary>
internal sealed class CcdLoad : IDisposable
{
    private readonly CancellationTokenSource abandoned = new();
    private readonly Lock listening = new();
    private readonly List<Action<CcdLoadStage>> listeners = [];
    private CcdPicture? held;
    private CcdLoadStage stage;
    private int waiting;
    private bool hasEnded;

    /// <summary>Loading of an image that has not begun.</summary>
    /// <param name="id">Which image.</param>
    public CcdLoad(CcdImageId id)
    {
        Id = id;
        Abandoned = abandoned.Token;
    }

    /// <summary>Which image.</summary>
    public CcdImageId Id { get; }

    /// <summary>Completes with the picture, which this load holds until the last one who waited has left.</summary>
    public Task<Result<CcdPicture>> Outcome { get; set; } =
        Task.FromException<Result<CcdPicture>>(new InvalidOperationException("Not begun."));

    /// <summary>Cancelled when nobody waits any more.</summary>
    public CancellationToken Abandoned { get; }

    /// <summary>One more waits.</summary>
    public void Join(Action<CcdLoadStage>? listener)
    {
        waiting++;
        if (listener is null)
        {
            return;
        }

        lock (listening)
        {
            listeners.Add(listener);
            listener(stage);
        }
    }

    /// <summary>One has what it waited for, or waits no more.</summary>
    /// <returns>True when it was the last one.</returns>
    public bool Leave(Action<CcdLoadStage>? listener)
    {
        waiting--;
        if (listener is not null)
        {
            lock (listening)
            {
                listeners.Remove(listener);
            }
        }

        if (waiting > 0)
        {
            return false;
        }

        held?.LetGo();
        held = null;
        return true;
    }

    /// <summary>Keeps a picture for those who wait.</summary>
    public void Hold(CcdPicture picture)
    {
        if (waiting > 0)
        {
            picture.Hold();
            held = picture;
        }
    }

    /// <summary>Ends the work, if it goes on.</summary>
    public void Abandon()
    {
        if (!hasEnded)
        {
            abandoned.Cancel();
        }
    }

    /// <summary>The work has ended.</summary>
    public void Dispose()
    {
        hasEnded = true;
        abandoned.Dispose();
    }

    /// <summary>Tells those who wait how far it is.</summary>
    public void Tell(CcdLoadStage now)
    {
        lock (listening)
        {
            stage = now;
            foreach (var listener in listeners)
            {
                listener(now);
            }
        }
    }
}
