using FsCheck;
using FsCheck.Fluent;
using QuickLook.Core.Arrays;

namespace QuickLook.Tests.Core.Arrays;

public sealed class PlaneTests
{
    [Fact]
    public void A_new_plane_is_zero_even_where_its_memory_was_used_before()
    {
        for (var round = 0; round < 20; round++)
        {
            using var plane = new Plane<float>(37, 41);
            plane.Span.IndexOfAnyExcept(0f).ShouldBe(-1);
            plane.Span.Fill(float.NaN);
        }
    }

    [Fact]
    public void Rows_columns_and_the_whole_are_the_same_memory()
    {
        var sizes = Gen.Choose(1, 40).Two().ToArbitrary();
        Prop.ForAll(
                sizes,
                size =>
                {
                    var (height, width) = size;
                    using var plane = new Plane<int>(height, width);
                    for (var y = 0; y < height; y++)
                    {
                        for (var x = 0; x < width; x++)
                        {
                            plane[y, x] = (y * 1000) + x;
                        }
                    }

                    for (var y = 0; y < height; y++)
                    {
                        plane.Row(y)[^1].ShouldBe((y * 1000) + width - 1);
                        plane.Span[y * width].ShouldBe(y * 1000);
                        plane.Memory.Span[(y * width) + width - 1].ShouldBe((y * 1000) + width - 1);
                    }

                    plane.Span.Length.ShouldBe(plane.Length);
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, -1)]
    [InlineData(3, 0)]
    [InlineData(0, 4)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void A_pixel_outside_is_refused_although_the_memory_behind_may_be_larger(int row, int column)
    {
        using var plane = new Plane<float>(3, 4);

        Should.Throw<ArgumentOutOfRangeException>(() => plane[row, column] = 1);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void A_row_outside_is_refused(int row)
    {
        using var plane = new Plane<float>(3, 4);

        Should.Throw<ArgumentOutOfRangeException>(() => plane.Row(row).Length);
    }

    [Theory]
    [InlineData(-1, 4)]
    [InlineData(4, -1)]
    [InlineData(65536, 65536)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void A_size_that_cannot_be_is_refused_before_memory_is_taken(int height, int width) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new Plane<byte>(height, width));

    [Fact]
    public void A_plane_without_pixels_is_allowed()
    {
        using var plane = new Plane<float>(0, 5);

        plane.Span.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void A_plane_that_was_given_back_is_not_readable()
    {
        var plane = new Plane<float>(3, 4);
        plane.Dispose();

        Should.Throw<ObjectDisposedException>(() => plane.Span.Length);
        Should.Throw<ObjectDisposedException>(() => plane.Memory.Length);
        Should.Throw<ObjectDisposedException>(() => plane[0, 0]);
        Should.Throw<ObjectDisposedException>(() => plane.Row(0).Length);
    }

    [Fact]
    public void Giving_back_twice_gives_back_once()
    {
        var plane = new Plane<double>(64, 64);
        plane.Dispose();
        plane.Dispose();

        // Had the memory gone back twice, these two would share it.
        using var first = new Plane<double>(64, 64);
        using var second = new Plane<double>(64, 64);
        first.Span.Fill(1);
        second.Span.Fill(2);
        first.Span.IndexOfAnyExcept(1d).ShouldBe(-1);
    }
}
