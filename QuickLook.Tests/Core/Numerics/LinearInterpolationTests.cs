using QuickLook.Core.Numerics;

namespace QuickLook.Tests.Core.Numerics;

public sealed class LinearInterpolationTests
{
    // numpy.interp([0, 1, 1.5, 2, 3, 4, 5], [1, 2, 2, 4], [10, 20, 30, 50]) = (10, 10, 15, 30, 40, 50, 50), numpy 1.24.
    private static readonly double[] Nodes = [1, 2, 2, 4];
    private static readonly double[] AtNodes = [10, 20, 30, 50];
    private static readonly double[] Places = [0, 1, 1.5, 2, 3, 4, 5];
    private static readonly double[] Expected = [10, 10, 15, 30, 40, 50, 50];

    [Fact]
    public void Ends_are_held_and_the_last_of_equal_nodes_counts()
    {
        var result = new double[Places.Length];
        LinearInterpolation.Along(Places, Nodes, AtNodes, result);
        result.ShouldBe(Expected);
    }

    [Fact]
    public void Outside_the_nodes_the_given_values_appear_but_not_on_them()
    {
        var result = new double[Places.Length];
        LinearInterpolation.Along(Places, Nodes, AtNodes, result, -1, -2);
        result.ShouldBe([-1, 10, 15, 30, 40, 50, -2]);
    }

    [Fact]
    public void One_node_is_its_value_everywhere()
    {
        var result = new double[3];
        LinearInterpolation.Along([1, 2, 3], [2], new double[] { 7 }, result);
        result.ShouldBe([7, 7, 7]);
        LinearInterpolation.Along([1, 2, 3], [2], new double[] { 7 }, result, 0, 9);
        result.ShouldBe([0, 7, 9]);
    }

    [Fact]
    public void Places_in_any_order_and_NaN_are_answered()
    {
        var result = new double[4];
        LinearInterpolation.Along([3, double.NaN, 1.5, 9], Nodes, AtNodes, result);
        result.ShouldBe([40, double.NaN, 15, 50]);
    }

    [Fact]
    public void Single_precision_nodes_give_the_same_answer()
    {
        float[] single = [10, 20, 30, 50];
        var wide = new double[Places.Length];
        var narrow = new float[Places.Length];
        LinearInterpolation.Along(Places, Nodes, single, wide);
        LinearInterpolation.Along(Places, Nodes, single, narrow);
        wide.ShouldBe(Expected);
        narrow.ShouldBe(Expected.Select(v => (float)v));
        LinearInterpolation.Along(Places, Nodes, single, wide, 0, 0);
        LinearInterpolation.Along(Places, Nodes, single, narrow, 0, 0);
        wide[^1].ShouldBe(0);
        narrow[0].ShouldBe(0);
    }

    [Fact]
    public void Without_nodes_there_is_nothing_to_interpolate()
    {
        Should.Throw<ArgumentException>(() => LinearInterpolation.Along([1], [], Array.Empty<double>(), new double[1]));
        Should.Throw<ArgumentException>(() => LinearInterpolation.Along([1], [1, 2], new double[] { 1 }, new double[1]));
    }
}
