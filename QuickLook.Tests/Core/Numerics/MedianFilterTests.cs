using QuickLook.Core.Numerics;

namespace QuickLook.Tests.Core.Numerics;

public sealed class MedianFilterTests
{
    [Fact]
    public void Ends_are_reflected()
    {
        // scipy.ndimage.median_filter([5, 1, 4, 2, 9], 3), SciPy 1.10.
        MedianFilter.Apply([5, 1, 4, 2, 9], 3).ShouldBe([5, 4, 2, 4, 9]);
    }

    [Fact]
    public void An_even_window_reaches_one_further_to_the_left_and_takes_the_upper_middle()
    {
        // scipy.ndimage.median_filter([5, 1, 4, 2, 9, 3], 4), SciPy 1.10.
        MedianFilter.Apply([5, 1, 4, 2, 9, 3], 4).ShouldBe([5, 5, 4, 4, 4, 3]);
    }

    [Fact]
    public void A_window_wider_than_the_series_reflects_more_than_once()
    {
        // scipy.ndimage.median_filter([3, 1, 2], 9), SciPy 1.10.
        MedianFilter.Apply([3, 1, 2], 9).ShouldBe([2, 2, 2]);
    }
}
