namespace QuickLook.Tests.Core.Numerics;

internal static class Allocations
{
    /// <summary>Fewest bytes that one of 20 runs takes from the heap: the first fills the pools, and a collection may empty them in between.</summary>
    public static long LeastOf(Action run)
    {
        var least = long.MaxValue;
        for (var i = 0; i < 20; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            run();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
