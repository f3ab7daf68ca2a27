namespace QuickLook.Core.Viewing.Ccd;

/// <summary>A picture that stays in memory until the lease is disposed.</summary>
public sealed class CcdLease : IDisposable
{
    private CcdPicture? held;

    internal CcdLease(CcdPicture picture)
    {
        picture.Hold();
        held = picture;
    }

    /// <summary>The picture.</summary>
    /// <exception cref="ObjectDisposedException">The lease has ended.</exception>
    public CcdPicture Picture => held ?? throw new ObjectDisposedException(nameof(CcdLease));

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref held, null)?.LetGo();
}
