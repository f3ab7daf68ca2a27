using System.Runtime.CompilerServices;
using QuickLook.Core.Arrays;

namespace QuickLook.Tests.Core.Arrays;

public sealed class PixelPoolTests
{
    private const int Camera = 1 << 20;
    private const long CameraBytes = Camera * sizeof(float);

    [Fact]
    public void An_array_has_the_length_asked_for_and_serves_again()
    {
        var pool = new PixelPool(10 * CameraBytes);

        var first = pool.Rent<float>(Camera + 7);
        pool.Return(first, Camera + 7);
        var second = pool.Rent<float>(Camera);

        first.Length.ShouldBe(Camera + 7, "and not the next power of two");
        second.ShouldBeSameAs(first);
        (pool.UsedBytes, pool.IdleBytes).ShouldBe((CameraBytes + (7 * sizeof(float)), 0));
    }

    [Fact]
    public void The_smallest_array_that_fits_is_taken_and_none_that_is_much_larger_or_of_another_type()
    {
        var pool = new PixelPool(100 * CameraBytes);
        float[][] arrays = [pool.Rent<float>(Camera + 50_000), pool.Rent<float>(Camera + 1000), pool.Rent<float>(2 * Camera)];
        Array.ForEach(arrays, array => pool.Return(array, array.Length));
        pool.Return(pool.Rent<int>(Camera + 1), Camera + 1);

        pool.Rent<float>(Camera).ShouldBeSameAs(arrays[1]);
        pool.Rent<float>(Camera).ShouldBeSameAs(arrays[0]);
        pool.Rent<float>(Camera).Length.ShouldBe(Camera);
    }

    [Fact]
    public void Used_and_idle_arrays_together_stay_within_the_limit_whatever_the_number_of_cameras()
    {
        const int Workers = 2;
        var pool = new PixelPool(3 * CameraBytes);
        var most = 0L;

        Parallel.For(
            0,
            200,
            new ParallelOptions { MaxDegreeOfParallelism = Workers },
            camera =>
            {
                // Cameras of different sizes, so that arrays of one do not serve the next.
                var length = Camera - (camera % 5 * 200_000);
                var pixels = pool.Rent<float>(length);
                pixels[0] = camera;
                InterlockedMax(ref most, pool.UsedBytes + pool.IdleBytes);
                pixels[0].ShouldBe(camera, "nobody else has it");
                pool.Return(pixels, length);
            }
        );

        most.ShouldBeLessThanOrEqualTo(3 * CameraBytes + (Workers * CameraBytes), "what two workers are about to take is not counted yet");
        pool.UsedBytes.ShouldBe(0);
        pool.IdleBytes.ShouldBeInRange(1, 3 * CameraBytes);
    }

    [Fact]
    public void What_is_in_use_is_never_refused_but_then_nothing_is_kept()
    {
        var pool = new PixelPool(CameraBytes);
        float[][] arrays = [pool.Rent<float>(Camera), pool.Rent<float>(Camera), pool.Rent<float>(Camera)];

        pool.Return(arrays[0], Camera);
        pool.IdleBytes.ShouldBe(0, "two cameras in use are beyond the limit already");
        pool.Return(arrays[1], Camera);
        pool.Return(arrays[2], Camera);

        pool.IdleBytes.ShouldBe(CameraBytes);
    }

    [Fact]
    public void The_array_that_was_idle_longest_goes_first()
    {
        var pool = new PixelPool(3 * CameraBytes);
        float[][] arrays = [pool.Rent<float>(Camera), pool.Rent<float>(Camera), pool.Rent<float>(Camera)];
        Array.ForEach(arrays, array => pool.Return(array, Camera));

        pool.LimitBytes = 2 * CameraBytes;

        pool.Rent<float>(Camera).ShouldBeSameAs(arrays[1]);
        pool.Rent<float>(Camera).ShouldBeSameAs(arrays[2]);
        Should.Throw<ArgumentOutOfRangeException>(() => pool.LimitBytes = -1);
    }

    [Fact]
    public void The_memory_of_arrays_that_went_is_freed_before_more_is_taken()
    {
        const int FullSize = 4200 * 4200;
        var pool = new PixelPool(0);

        var gone = RentAndReturn(pool, FullSize);
        pool.Return(pool.Rent<float>(FullSize), FullSize);

        gone.IsAlive.ShouldBeFalse("a plane of a full-size camera is worth a collection");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference RentAndReturn(PixelPool pool, int length)
    {
        var array = pool.Rent<float>(length);
        pool.Return(array, length);
        return new WeakReference(array);
    }

    [Fact]
    public void Small_arrays_are_left_to_the_framework()
    {
        var pool = new PixelPool(0);

        var small = pool.Rent<double>(100);
        pool.Return(small, 100);

        small.Length.ShouldBeGreaterThanOrEqualTo(100);
        (pool.UsedBytes, pool.IdleBytes).ShouldBe((0, 0));
    }

    private static void InterlockedMax(ref long most, long value)
    {
        for (var seen = Interlocked.Read(ref most); value > seen; seen = Interlocked.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }

    [Fact]
    public void Planes_that_are_held_for_long_do_not_take_the_place_of_idle_ones()
    {
        var pool = new PixelPool(CameraBytes);
        var held = pool.Rent<float>((int)(CameraBytes / sizeof(float)));
        pool.Widen(CameraBytes);
        var idle = pool.Rent<float>((int)(CameraBytes / sizeof(float)));
        pool.Return(idle, idle.Length);
        pool.IdleBytes.ShouldBe(CameraBytes);

        pool.Widen(-CameraBytes);

        pool.LimitBytes.ShouldBe(CameraBytes);
        pool.IdleBytes.ShouldBe(0, "what is held takes the place again");
        pool.Return(held, held.Length);
    }
}
