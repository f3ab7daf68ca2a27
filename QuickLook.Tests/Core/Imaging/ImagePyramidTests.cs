using QuickLook.Core.Arrays;
using QuickLook.Core.Imaging;

namespace QuickLook.Tests.Core.Imaging;

public sealed class ImagePyramidTests
{
    [Fact]
    public void Each_pixel_of_a_level_is_the_mean_of_the_pixels_under_it()
    {
        using var pyramid = ImagePyramid.Build(OracleImage.Make(1024, 1280, 4), CancellationToken.None);

        pyramid.LevelCount.ShouldBe(4);
        for (var level = 1; level < pyramid.LevelCount; level++)
        {
            var size = 1 << level;
            (pyramid[level].Height, pyramid[level].Width).ShouldBe((1024 / size, 1280 / size));
            foreach (var (row, column) in new[] { (0, 0), (17, 40), (pyramid[level].Height - 1, pyramid[level].Width - 1) })
            {
                var sum = 0.0;
                for (var i = 0; i < size * size; i++)
                {
                    sum += pyramid.Image[(row * size) + (i / size), (column * size) + (i % size)];
                }

                pyramid[level][row, column].ShouldBe((float)(sum / (size * size)), 1e-4f, $"level {level}, {row}, {column}");
            }
        }
    }

    [Fact]
    public void Pixels_that_are_no_numbers_are_left_out_of_the_mean()
    {
        var image = new Plane<float>(300, 300);
        image.Span.Fill(8);
        image[0, 0] = float.NaN;
        image[0, 1] = 2;
        image[1, 0] = float.PositiveInfinity;
        (image[2, 2], image[2, 3], image[3, 2], image[3, 3]) = (float.NaN, float.NaN, float.NaN, float.NaN);

        using var pyramid = ImagePyramid.Build(image, CancellationToken.None);

        pyramid[1][0, 0].ShouldBe(5); // of 2 and 8
        pyramid[1][1, 1].ShouldBe(float.NaN);
        pyramid[1][2, 2].ShouldBe(8);
    }

    [Fact]
    public void Odd_rows_and_columns_at_the_far_edges_are_kept()
    {
        var image = new Plane<float>(301, 257);
        image.Span.Fill(1);
        image[300, 256] = 9;
        image[300, 0] = 5;

        using var pyramid = ImagePyramid.Build(image, CancellationToken.None);

        (pyramid[1].Height, pyramid[1].Width).ShouldBe((151, 129));
        pyramid[1][150, 128].ShouldBe(9);
        pyramid[1][150, 0].ShouldBe(3); // of 5 and 1
    }

    [Fact]
    public void Levels_end_when_the_whole_image_is_one_tile()
    {
        PyramidShape.Levels(4232, 4162).Select(level => level.Height).ShouldBe([4232, 2116, 1058, 529, 265, 133]);
        PyramidShape.Levels(256, 256).Length.ShouldBe(1);
        PyramidShape.Levels(1, 257).ShouldBe([(1, 257), (1, 129)]);
        PyramidShape.Tiles(257).ShouldBe(2);
        PyramidShape.TileLength(257, 1).ShouldBe(1);
    }

    [Fact]
    public void No_mark_is_lost_however_small_the_image_gets()
    {
        var marks = new Plane<byte>(1000, 1000);
        marks[999, 1] = 4;
        marks[998, 0] = 1;

        using var pyramid = MarkPyramid.Build(marks, CancellationToken.None);

        for (var level = 0; level < pyramid.LevelCount; level++)
        {
            var bits = 0;
            foreach (var mark in pyramid[level].Span)
            {
                bits |= mark;
            }

            bits.ShouldBe(5, $"level {level}");
        }

        pyramid[2][999 / 4, 0].ShouldBe((byte)5);
    }

    [Fact]
    public void Who_gives_up_gets_the_image_back_and_nothing_stays_taken()
    {
        using var image = OracleImage.Make(600, 600, 4);
        using var given = new CancellationTokenSource();
        given.Cancel();

        Should.Throw<OperationCanceledException>(() => ImagePyramid.Build(image, given.Token));

        image[599, 599].ShouldBeGreaterThan(0); // still there
    }
}
