using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace QuickLook.Core.Arrays;

/// <summary>
/// Large arrays that are used again and again: the planes of CCDs, 70 MB each, whose pages would otherwise be asked from the system for every
/// camera. Arrays have the size that is asked for, not the next power of two, and what is kept is bounded: idle arrays go, the longest unused
/// first, as soon as used and idle ones together exceed the limit. What is in use is never refused, so that the memory of a process is bounded by the
/// limit or by the cameras that run at once, whichever is more, and not by the number of cameras. Thread-safe.
/// </summary>
public sealed class PixelPool
{
    /// <summary>From here on an array lives among the large objects, and is worth a pool that knows its size; smaller ones go to the framework's.</summary>
    private const long LargeBytes = 1 << 16;

    private const long DefaultBytesPerProcessor = 480L << 20;
    private const int MostProcessors = 4;

    /// <summary>How much larger than asked an array may be, as a part of what is asked.</summary>
    private const int Generosity = 8;

    /// <summary>Of dropped arrays; about one plane of a full-size camera.</summary>
    private const long WorthCollecting = 64L << 20;

    private readonly Lock gate = new();
    private readonly List<Idle> idle = [];
    private long limitBytes;
    private long idleBytes;
    private long usedBytes;
    private long droppedBytes;

    /// <summary>An empty pool.</summary>
    /// <param name="limitBytes">See <see cref="LimitBytes"/>.</param>
    public PixelPool(long limitBytes) => LimitBytes = limitBytes;

    /// <summary>The pool of all planes of this process: at first 480 MiB per processor, 1.9 GiB at most.</summary>
    public static PixelPool Shared { get; } = new(DefaultBytesPerProcessor * Math.Min(Environment.ProcessorCount, MostProcessors));

    /// <summary>Bytes that used and idle arrays may have together before idle ones are given back to the system; at least 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative limit.</exception>
    public long LimitBytes
    {
        get => Interlocked.Read(ref limitBytes);
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            lock (gate)
            {
                limitBytes = value;
                Shrink(0);
            }
        }
    }

    /// <summary>
    /// Raises or lowers the limit by planes that are held for long, such as the pictures of a viewer, so that they do not take the place of the idle ones that the
    /// cameras of the pipeline use again and again.
    /// </summary>
    /// <param name="bytes">Below 0 when they are given back.</param>
    internal void Widen(long bytes)
    {
        lock (gate)
        {
            limitBytes = Math.Max(0, limitBytes + bytes);
            Shrink(0);
        }
    }

    /// <summary>Bytes of the arrays that are kept for later use.</summary>
    public long IdleBytes => Interlocked.Read(ref idleBytes);

    /// <summary>Bytes of the arrays that are in use.</summary>
    public long UsedBytes => Interlocked.Read(ref usedBytes);

    /// <summary>Takes an array; its content is left over from earlier use.</summary>
    /// <param name="length">Elements that are needed.</param>
    /// <returns>An array of at least that length, a large one of at most an eighth more; to be returned once.</returns>
    internal T[] Rent<T>(int length)
        where T : unmanaged
    {
        if (BytesOf<T>(length) <= LargeBytes)
        {
            return ArrayPool<T>.Shared.Rent(length);
        }

        lock (gate)
        {
            var best = -1;
            for (var i = 0; i < idle.Count; i++)
            {
                var candidate = idle[i].Array.Length;
                var fits = idle[i].Array is T[] && candidate >= length && candidate - length <= length / Generosity;
                if (fits && (best < 0 || candidate < idle[best].Array.Length))
                {
                    best = i;
                }
            }

            if (best >= 0)
            {
                var (array, bytes) = idle[best];
                idle.RemoveAt(best);
                idleBytes -= bytes;
                Interlocked.Add(ref usedBytes, bytes);
                return (T[])array;
            }

            Shrink(BytesOf<T>(length));
        }

        FreeWhatWasDropped();
        // Pinned arrays have a heap of their own. Among the other large objects they would make the collector wait for as many bytes of garbage as they have.
        var made = GC.AllocateUninitializedArray<T>(length, pinned: true);
        Interlocked.Add(ref usedBytes, BytesOf<T>(length));
        return made;
    }

    /// <summary>Gives an array back.</summary>
    /// <param name="array">What <see cref="Rent"/> gave; not used any more.</param>
    /// <param name="length">The length that was asked for.</param>
    internal void Return<T>(T[] array, int length)
        where T : unmanaged
    {
        if (BytesOf<T>(length) <= LargeBytes)
        {
            ArrayPool<T>.Shared.Return(array);
            return;
        }

        var bytes = BytesOf<T>(array.Length);
        lock (gate)
        {
            Interlocked.Add(ref usedBytes, -bytes);
            idleBytes += bytes;
            idle.Add(new Idle(array, bytes));
            Shrink(0);
        }
    }

    private static long BytesOf<T>(int length) => (long)length * Unsafe.SizeOf<T>();

    private void Shrink(long wanted)
    {
        var dropped = 0;
        for (; dropped < idle.Count && usedBytes + idleBytes + wanted > limitBytes; dropped++)
        {
            idleBytes -= idle[dropped].Bytes;
            droppedBytes += idle[dropped].Bytes;
        }

        idle.RemoveRange(0, dropped);
    }

    /// <summary>
    /// Dropped arrays are garbage, of which the collector would let gather as much as there is in use. Cameras of one size drop nothing, so this is rare; and it
    /// is cheap, because pixels hold no references to follow.
    /// </summary>
    [SuppressMessage("Critical Code Smell", "S1215", Justification = "The collector cannot know that the limit is meant.")]
    private void FreeWhatWasDropped()
    {
        lock (gate)
        {
            if (droppedBytes <= WorthCollecting)
            {
                return;
            }

            droppedBytes = 0;
        }

        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: false);
    }

    private readonly record struct Idle(Array Array, long Bytes);
}
