namespace QuickLook.Core.Arrays;

/// <summary>
/// A two-dimensional array <c>[row y, column x]</c> in one block, row after row, taken from <see cref="PixelPool.Shared"/> and given back on
/// <see cref="Dispose"/>. Whoever created or received ownership of a plane disposes it once; nobody uses it afterwards.
/// Not thread-safe for disposal; distinct rows may be read and written by distinct threads.
/// </summary>
/// <typeparam name="T">Element type: <c>float</c> for pixels, <c>uint</c> for masks.</typeparam>
public sealed class Plane<T> : IDisposable
    where T : unmanaged
{
    private T[]? buffer;

    /// <summary>Takes a plane of the given size from the pool.</summary>
    /// <param name="height">Number of rows (y), at least 0.</param>
    /// <param name="width">Number of columns (x), at least 0.</param>
    /// <param name="clear">False only when every element is about to be written.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative size, or more elements than an array can hold.</exception>
    public Plane(int height, int width, bool clear = true)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(height);
        ArgumentOutOfRangeException.ThrowIfNegative(width);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)height * width, Array.MaxLength);
        Height = height;
        Width = width;
        buffer = PixelPool.Shared.Rent<T>(Length);
        if (clear)
        {
            Span.Clear();
        }
    }

    /// <summary>Number of rows (y).</summary>
    public int Height { get; }

    /// <summary>Number of columns (x).</summary>
    public int Width { get; }

    /// <summary>Number of elements.</summary>
    public int Length => Height * Width;

    /// <summary>All elements, row after row.</summary>
    /// <exception cref="ObjectDisposedException">The plane was given back.</exception>
    public Span<T> Span => Buffer.AsSpan(0, Length);

    /// <summary>All elements, row after row, for use across threads and lambdas.</summary>
    /// <exception cref="ObjectDisposedException">The plane was given back.</exception>
    public Memory<T> Memory => Buffer.AsMemory(0, Length);

    private T[] Buffer => buffer ?? throw new ObjectDisposedException(nameof(Plane<T>));

    /// <summary>One element.</summary>
    /// <param name="row">Row y, from 0.</param>
    /// <param name="column">Column x, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside the plane.</exception>
    public ref T this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Height);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)Width);
            return ref Span[(row * Width) + column];
        }
    }

    /// <summary>One row.</summary>
    /// <param name="row">Row y, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside the plane.</exception>
    public Span<T> Row(int row)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Height);
        return Span.Slice(row * Width, Width);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref buffer, null) is { } returned)
        {
            PixelPool.Shared.Return(returned, Length);
        }
    }
}
