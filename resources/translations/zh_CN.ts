<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
 <context>
  <name>Accuracy</name>
  <message>
   <source>(no name)</source>
   <translation>（无名）</translation>
  </message>
  <message>
   <source>1–{0} the class</source>
   <translation>1–{0} 类别</translation>
  </message>
  <message>
   <source>All points have an answer.</source>
   <translation>所有检查点都已判读。</translation>
  </message>
  <message>
   <source>No picture is measured where it was when the points were drawn: remove them to draw new ones.</source>
   <translation>没有图像仍像抽取检查点时那样测量：请移除检查点后重新抽取。</translation>
  </message>
  <message>
   <source>No point is asked any more.</source>
   <translation>不再询问任何检查点。</translation>
  </message>
  <message>
   <source>Nobody has said what is there at a point in this region of interest.</source>
   <translation>这个感兴趣区域内还没有判读过的检查点。</translation>
  </message>
  <message>
   <source>O something else · U unsure · S skip · Backspace back · Esc pauses</source>
   <translation>O 其他内容 · U 无法判定 · S 跳过 · Backspace 返回 · Esc 暂停</translation>
  </message>
  <message>
   <source>Paused</source>
   <translation>已暂停</translation>
  </message>
  <message>
   <source>Points drawn next lie in the part of the picture that has none yet.</source>
   <translation>接下来抽取的检查点位于图像中还没有检查点的部分。</translation>
  </message>
  <message>
   <source>The classes have only numbers. Name them first (N): then you can say what is there.</source>
   <translation>类别还只有编号。请先命名（N）：然后才能说明那里是什么。</translation>
  </message>
  <message>
   <source>The classes have only numbers. Name them first, in the panel Legend: then you can say what is there.</source>
   <translation>类别还只有编号。请先在“图例”面板中命名：然后才能说明那里是什么。</translation>
  </message>
  <message>
   <source>There already.</source>
   <translation>已经达到。</translation>
  </message>
  <message>
   <source>What is in the ring?</source>
   <translation>圆圈里是什么？</translation>
  </message>
  <message>
   <source>{0}: {1} {2} by the points, in 95 of 100 samples between {3} and {4}; {5} {2} on the map. {6}</source>
   <translation>{0}：按检查点为 {1} {2}，100 个样本中有 95 个在 {3} 与 {4} 之间；图上为 {5} {2}。{6}</translation>
  </message>
  <message>
   <source>{0}… another digit, or Enter for {1}</source>
   <translation>{0}…再按一位数字，或按 Enter 选择 {1}</translation>
  </message>
 </context>
 <context>
  <name>AccuracyController</name>
  <message>
   <source>Answer point</source>
   <translation>判读检查点</translation>
  </message>
  <message>
   <source>Take back answer</source>
   <translation>收回判读</translation>
  </message>
  <message>
   <source>Use the checked areas</source>
   <translation>采用检验面积</translation>
  </message>
  <message>
   <source>Use the mapped areas</source>
   <translation>采用制图面积</translation>
  </message>
 </context>
 <context>
  <name>AccuracyPanel</name>
  <message>
   <source>Accuracy</source>
   <translation>精度</translation>
  </message>
  <message>
   <source>All pictures</source>
   <translation>所有图像</translation>
  </message>
  <message>
   <source>Context</source>
   <translation>范围</translation>
  </message>
  <message>
   <source>Context in pixels</source>
   <translation>范围，以像素计</translation>
  </message>
  <message>
   <source>Go on</source>
   <translation>继续</translation>
  </message>
  <message>
   <source>How many pixels of the picture are seen around a point.</source>
   <translation>检查点周围显示图像的多少像素。</translation>
  </message>
  <message>
   <source>Let the areas that follow from the points lead in table, ratios, exports and report.</source>
   <translation>让由检查点得出的面积在表格、比值、导出和报告中为准。</translation>
  </message>
  <message>
   <source>Look at the points one after another. Esc pauses; the answers stay.</source>
   <translation>逐个查看检查点。Esc 暂停；判读会保留。</translation>
  </message>
  <message>
   <source>Observer</source>
   <translation>判读员</translation>
  </message>
  <message>
   <source>Of what the table tells: all pictures together, or one that has points enough.</source>
   <translation>表格说明哪一部分：所有图像合计，或检查点足够的一幅。</translation>
  </message>
  <message>
   <source>Of which part the table tells: the whole picture, or a region of interest.</source>
   <translation>表格说明哪一部分：整幅图像，或一个感兴趣区域。</translation>
  </message>
  <message>
   <source>Pause</source>
   <translation>暂停</translation>
  </message>
  <message>
   <source>Points and what they say</source>
   <translation>检查点及其结论</translation>
  </message>
  <message>
   <source>Points that have an answer</source>
   <translation>已有判读的检查点</translation>
  </message>
  <message>
   <source>Remove points</source>
   <translation>移除检查点</translation>
  </message>
  <message>
   <source>Show the result</source>
   <translation>显示结果</translation>
  </message>
  <message>
   <source>Show the segmentation while you answer. Without it nothing sways you.</source>
   <translation>判读时显示分割结果。不显示则不受影响。</translation>
  </message>
  <message>
   <source>Take the points and all answers away; undo brings them back.</source>
   <translation>移除检查点和全部判读；可以撤销。</translation>
  </message>
  <message>
   <source>Use the checked areas</source>
   <translation>采用检验面积</translation>
  </message>
  <message>
   <source>What is asked</source>
   <translation>询问的内容</translation>
  </message>
  <message>
   <source>Where</source>
   <translation>位置</translation>
  </message>
  <message>
   <source>Who answers; may be empty. A second observer is asked the same points.</source>
   <translation>由谁判读；可以为空。第二位判读员判读同样的检查点。</translation>
  </message>
  <message>
   <source>Whole picture</source>
   <translation>整幅图像</translation>
  </message>
  <message>
   <source>{0} of {1}</source>
   <translation>{0} / {1}</translation>
  </message>
 </context>
 <context>
  <name>AccuracyTool</name>
  <message>
   <source>Accuracy</source>
   <translation>精度</translation>
  </message>
  <message>
   <source>Say what is in the ring.</source>
   <translation>说明圆圈里是什么。</translation>
  </message>
 </context>
 <context>
  <name>Actions</name>
  <message>
   <source>&amp;About Floe</source>
   <translation>关于 Floe(&amp;A)</translation>
  </message>
  <message>
   <source>&amp;Accuracy…</source>
   <translation>精度(&amp;A)…</translation>
  </message>
  <message>
   <source>&amp;Actual size</source>
   <translation>实际大小(&amp;A)</translation>
  </message>
  <message>
   <source>&amp;Best minimum</source>
   <translation>最佳极小值(&amp;B)</translation>
  </message>
  <message>
   <source>&amp;Blink</source>
   <translation>交替显示(&amp;B)</translation>
  </message>
  <message>
   <source>&amp;Brush</source>
   <translation>画笔(&amp;B)</translation>
  </message>
  <message>
   <source>&amp;Cells</source>
   <translation>细胞(&amp;C)</translation>
  </message>
  <message>
   <source>&amp;Check that Floe measures right…</source>
   <translation>检查 Floe 是否测得正确(&amp;C)…</translation>
  </message>
  <message>
   <source>&amp;Close picture</source>
   <translation>关闭图像(&amp;C)</translation>
  </message>
  <message>
   <source>&amp;Copy area table</source>
   <translation>复制面积表(&amp;C)</translation>
  </message>
  <message>
   <source>&amp;Copy scale to the other pictures</source>
   <translation>将标定复制到其他图像(&amp;C)</translation>
  </message>
  <message>
   <source>&amp;Crop</source>
   <translation>裁剪(&amp;C)</translation>
  </message>
  <message>
   <source>&amp;Dark</source>
   <translation>深色(&amp;D)</translation>
  </message>
  <message>
   <source>&amp;Delete region of interest</source>
   <translation>删除感兴趣区域(&amp;D)</translation>
  </message>
  <message>
   <source>&amp;Doubtful pixels</source>
   <translation>可疑像素(&amp;D)</translation>
  </message>
  <message>
   <source>&amp;Ellipse</source>
   <translation>椭圆(&amp;E)</translation>
  </message>
  <message>
   <source>&amp;Export…</source>
   <translation>导出(&amp;E)…</translation>
  </message>
  <message>
   <source>&amp;Fewer clusters</source>
   <translation>减少聚类数(&amp;F)</translation>
  </message>
  <message>
   <source>&amp;Fit</source>
   <translation>适合窗口(&amp;F)</translation>
  </message>
  <message>
   <source>&amp;Freehand</source>
   <translation>自由绘制(&amp;F)</translation>
  </message>
  <message>
   <source>&amp;Hand</source>
   <translation>抓手(&amp;H)</translation>
  </message>
  <message>
   <source>&amp;Import regions of interest…</source>
   <translation>导入感兴趣区域(&amp;I)…</translation>
  </message>
  <message>
   <source>&amp;Keep what is outside</source>
   <translation>保留外部(&amp;K)</translation>
  </message>
  <message>
   <source>&amp;Keyboard shortcuts</source>
   <translation>键盘快捷键(&amp;K)</translation>
  </message>
  <message>
   <source>&amp;Lake</source>
   <translation>湖泊(&amp;L)</translation>
  </message>
  <message>
   <source>&amp;Legend from a file…</source>
   <translation>来自文件的图例(&amp;L)…</translation>
  </message>
  <message>
   <source>&amp;Light</source>
   <translation>浅色(&amp;L)</translation>
  </message>
  <message>
   <source>&amp;Line of known length</source>
   <translation>已知长度的线(&amp;L)</translation>
  </message>
  <message>
   <source>&amp;Live</source>
   <translation>实时(&amp;L)</translation>
  </message>
  <message>
   <source>&amp;Measure all</source>
   <translation>全部测量(&amp;M)</translation>
  </message>
  <message>
   <source>&amp;Measure as a series</source>
   <translation>作为序列测量(&amp;M)</translation>
  </message>
  <message>
   <source>&amp;Melt ponds</source>
   <translation>融池(&amp;M)</translation>
  </message>
  <message>
   <source>&amp;Merge classes…</source>
   <translation>合并类别(&amp;M)…</translation>
  </message>
  <message>
   <source>&amp;More clusters</source>
   <translation>增加聚类数(&amp;M)</translation>
  </message>
  <message>
   <source>&amp;Name by clicking</source>
   <translation>点击命名(&amp;N)</translation>
  </message>
  <message>
   <source>&amp;Name…</source>
   <translation>命名(&amp;N)…</translation>
  </message>
  <message>
   <source>&amp;Open in Segment</source>
   <translation>在“分割”中打开(&amp;O)</translation>
  </message>
  <message>
   <source>&amp;Open…</source>
   <translation>打开(&amp;O)…</translation>
  </message>
  <message>
   <source>&amp;Overlay</source>
   <translation>叠加(&amp;O)</translation>
  </message>
  <message>
   <source>&amp;Paste picture</source>
   <translation>粘贴图像(&amp;P)</translation>
  </message>
  <message>
   <source>&amp;Pause</source>
   <translation>暂停(&amp;P)</translation>
  </message>
  <message>
   <source>&amp;Planar area</source>
   <translation>平面面积(&amp;P)</translation>
  </message>
  <message>
   <source>&amp;Polygon</source>
   <translation>多边形(&amp;P)</translation>
  </message>
  <message>
   <source>&amp;Push and click</source>
   <translation>拖动和点击(&amp;P)</translation>
  </message>
  <message>
   <source>&amp;Quit</source>
   <translation>退出(&amp;Q)</translation>
  </message>
  <message>
   <source>&amp;Rectangle</source>
   <translation>矩形(&amp;R)</translation>
  </message>
  <message>
   <source>&amp;Redo</source>
   <translation>重做(&amp;R)</translation>
  </message>
  <message>
   <source>&amp;Regions</source>
   <translation>区域(&amp;R)</translation>
  </message>
  <message>
   <source>&amp;Run</source>
   <translation>运行(&amp;R)</translation>
  </message>
  <message>
   <source>&amp;Sea ice</source>
   <translation>海冰(&amp;S)</translation>
  </message>
  <message>
   <source>&amp;Select</source>
   <translation>选择(&amp;S)</translation>
  </message>
  <message>
   <source>&amp;Side by side</source>
   <translation>并排(&amp;S)</translation>
  </message>
  <message>
   <source>&amp;Sort by kind</source>
   <translation>按种类分(&amp;S)</translation>
  </message>
  <message>
   <source>&amp;Split class</source>
   <translation>拆分类别(&amp;S)</translation>
  </message>
  <message>
   <source>&amp;Stop</source>
   <translation>停止(&amp;S)</translation>
  </message>
  <message>
   <source>&amp;Thing of known size</source>
   <translation>大小已知的物体(&amp;T)</translation>
  </message>
  <message>
   <source>&amp;True ground area</source>
   <translation>真实地面面积(&amp;T)</translation>
  </message>
  <message>
   <source>&amp;Undo</source>
   <translation>撤销(&amp;U)</translation>
  </message>
  <message>
   <source>&amp;Whole map</source>
   <translation>整幅分布图(&amp;W)</translation>
  </message>
  <message>
   <source>&amp;Why is this pixel here?</source>
   <translation>这个像素为何在这里？(&amp;W)</translation>
  </message>
  <message>
   <source>A class has a colour of a palette as soon as it has a name: here, over the picture, in exports and in the report. Without, the mean colour of its pixels.</source>
   <translation>类别一有名称就使用调色板的颜色：在这里、在图像上、在导出文件和报告中。否则使用其像素的平均颜色。</translation>
  </message>
  <message>
   <source>A lake on twelve dates, of which three no longer fit the legend.</source>
   <translation>一个湖泊的十二个日期，其中三个不再适合图例。</translation>
  </message>
  <message>
   <source>About &amp;Qt</source>
   <translation>关于 Qt(&amp;Q)</translation>
  </message>
  <message>
   <source>Acc&amp;uracy of the series…</source>
   <translation>序列的精度(&amp;U)…</translation>
  </message>
  <message>
   <source>Add those of a GeoJSON, shapefile, GeoPackage, ImageJ or mask file.</source>
   <translation>添加 GeoJSON、shapefile、GeoPackage、ImageJ 或掩膜文件中的区域。</translation>
  </message>
  <message>
   <source>After every change show how the clusters are found; the numbers are those of the end.</source>
   <translation>每次改变后显示聚类是如何找到的；数字是最终的。</translation>
  </message>
  <message>
   <source>All pi&amp;xels to files…</source>
   <translation>全部像素写入文件(&amp;X)…</translation>
  </message>
  <message>
   <source>Another start by chance: does the result depend on it?</source>
   <translation>随机换一个起点：结果是否取决于它？</translation>
  </message>
  <message>
   <source>Appl&amp;y recipe…</source>
   <translation>应用方案(&amp;Y)…</translation>
  </message>
  <message>
   <source>As the &amp;system</source>
   <translation>跟随系统(&amp;S)</translation>
  </message>
  <message>
   <source>Ask an endpoint of yours what the clusters are; what is sent is shown first.</source>
   <translation>向用户指定的端点询问各聚类是什么；将要发送的内容会先显示。</translation>
  </message>
  <message>
   <source>Ask for the next example</source>
   <translation>问下一个样例</translation>
  </message>
  <message>
   <source>Bring all points into sight.</source>
   <translation>使所有点可见。</translation>
  </message>
  <message>
   <source>By &amp;date</source>
   <translation>按日期(&amp;D)</translation>
  </message>
  <message>
   <source>C&amp;hoose k…</source>
   <translation>选择 k(&amp;H)…</translation>
  </message>
  <message>
   <source>C&amp;ut out region of interest</source>
   <translation>剪去感兴趣区域(&amp;U)</translation>
  </message>
  <message>
   <source>Change s&amp;hortcuts…</source>
   <translation>更改快捷键(&amp;H)…</translation>
  </message>
  <message>
   <source>Choose by &amp;lasso</source>
   <translation>用套索选择(&amp;L)</translation>
  </message>
  <message>
   <source>Choose by &amp;rectangle</source>
   <translation>用矩形选择(&amp;R)</translation>
  </message>
  <message>
   <source>Choose the bands that are shown, their stretch, brightness and contrast. It changes no number.</source>
   <translation>选择显示的波段、拉伸、亮度和对比度。不改变任何数字。</translation>
  </message>
  <message>
   <source>Choose what lies in a rectangle; with Shift more, with Alt less.</source>
   <translation>选择矩形内的内容；按住 Shift 增加，按住 Alt 减少。</translation>
  </message>
  <message>
   <source>Choose what you draw around; with Shift more, with Alt less.</source>
   <translation>选择所圈的内容；按住 Shift 增加，按住 Alt 减少。</translation>
  </message>
  <message>
   <source>Clear &amp;edits by hand</source>
   <translation>清除手工修改(&amp;E)</translation>
  </message>
  <message>
   <source>Click on a colour: a centroid goes there, and the clustering goes on from there.</source>
   <translation>点击一种颜色：质心移到那里，聚类从那里继续。</translation>
  </message>
  <message>
   <source>Click on a pixel: what looks like it is inside.</source>
   <translation>点击一个像素：与它相似的部分在区域内。</translation>
  </message>
  <message>
   <source>Click on a region to give all of it to a class.</source>
   <translation>点击一个区域，把它整个给予一个类别。</translation>
  </message>
  <message>
   <source>Click on a thing whose area or diameter you know: the scale follows from it.</source>
   <translation>点击面积或直径已知的物体：标定由它得出。</translation>
  </message>
  <message>
   <source>Click on the ice, or on anything, and say what it is.</source>
   <translation>点击冰或其他任何东西，说明它是什么。</translation>
  </message>
  <message>
   <source>Click or scribble on something and say what it is an example of.</source>
   <translation>点击或涂画某处，说明它是什么的样例。</translation>
  </message>
  <message>
   <source>Click the corners of what is to be clustered or measured.</source>
   <translation>点击要聚类或测量的部分的各个角点。</translation>
  </message>
  <message>
   <source>Close the picture or the series; the window stays.</source>
   <translation>关闭图像或序列；窗口保留。</translation>
  </message>
  <message>
   <source>Cluster again</source>
   <translation>重新聚类</translation>
  </message>
  <message>
   <source>Cluster and measure all of the picture again.</source>
   <translation>恢复对整幅图像聚类和测量。</translation>
  </message>
  <message>
   <source>Cluster the chosen pictures by themselves; classes are carried over from the legend.</source>
   <translation>对所选图像单独聚类；类别由图例转移而来。</translation>
  </message>
  <message>
   <source>Cluster the picture from the start to the end.</source>
   <translation>从头到尾对图像聚类。</translation>
  </message>
  <message>
   <source>Co&amp;lours for named classes</source>
   <translation>已命名类别着色(&amp;L)</translation>
  </message>
  <message>
   <source>Compare r&amp;uns…</source>
   <translation>比较运行(&amp;U)…</translation>
  </message>
  <message>
   <source>Compare the numbers of clusters and see which is recommended.</source>
   <translation>比较各个聚类数，查看推荐哪一个。</translation>
  </message>
  <message>
   <source>Compare with &amp;labels…</source>
   <translation>与标签比较(&amp;L)…</translation>
  </message>
  <message>
   <source>Copy &amp;view</source>
   <translation>复制视图(&amp;V)</translation>
  </message>
  <message>
   <source>Copy ta&amp;ble</source>
   <translation>复制表格(&amp;B)</translation>
  </message>
  <message>
   <source>Copy the class table for a spreadsheet: selected rows, or all.</source>
   <translation>复制类别表供电子表格使用：所选行或全部。</translation>
  </message>
  <message>
   <source>Copy the rows chosen, else all that are shown, for a spreadsheet.</source>
   <translation>复制所选行，没有选择则复制显示的全部行，供电子表格使用。</translation>
  </message>
  <message>
   <source>Copy, move or link the pictures; what would be done is shown.</source>
   <translation>复制、移动或链接图像；会先显示将做什么。</translation>
  </message>
  <message>
   <source>Cut the selected one out of the others, or out of the whole picture where it is alone.</source>
   <translation>把选中的区域从其他区域中剪去；只有它一个时从整幅图像中剪去。</translation>
  </message>
  <message>
   <source>Dark text on a light window.</source>
   <translation>浅色窗口，深色文字。</translation>
  </message>
  <message>
   <source>Displa&amp;y…</source>
   <translation>显示(&amp;Y)…</translation>
  </message>
  <message>
   <source>Do to this picture what a recipe or a run record says; its scale stays its own.</source>
   <translation>按方案或运行记录处理本图像；其标定保持不变。</translation>
  </message>
  <message>
   <source>Drag moves the picture, a click stays with a pixel; nothing changes.</source>
   <translation>拖动移动图像，点击固定一个像素；不作改变。</translation>
  </message>
  <message>
   <source>Draw a line to see the values along it, and the classes it crosses.</source>
   <translation>画一条线，查看沿线的值以及所经过的类别。</translation>
  </message>
  <message>
   <source>Draw a rectangle: what is inside is clustered or measured.</source>
   <translation>画矩形：对其内部聚类或测量。</translation>
  </message>
  <message>
   <source>Draw an ellipse: what is inside is clustered or measured.</source>
   <translation>画椭圆：对其内部聚类或测量。</translation>
  </message>
  <message>
   <source>Draw over a length that you know: the scale follows from it.</source>
   <translation>沿已知长度画线：标定由它得出。</translation>
  </message>
  <message>
   <source>Draw round pixels to give all of them to a class.</source>
   <translation>圈出像素，全部给予一个类别。</translation>
  </message>
  <message>
   <source>Draw round what is to be clustered or measured.</source>
   <translation>圈出要聚类或测量的部分。</translation>
  </message>
  <message>
   <source>Draw the borders of the superpixels, and of the regions that a step has split, over both pictures.</source>
   <translation>在两幅图像上画出超像素的边界，以及由步骤分开的区域的边界。</translation>
  </message>
  <message>
   <source>Draw the segmentation over the original like a curtain.</source>
   <translation>像卷帘一样把分割结果拉过原图。</translation>
  </message>
  <message>
   <source>Drop what is its o&amp;wn</source>
   <translation>放弃独立设置(&amp;W)</translation>
  </message>
  <message>
   <source>E&amp;xport regions of interest…</source>
   <translation>导出感兴趣区域(&amp;X)…</translation>
  </message>
  <message>
   <source>End at the iteration reached: that is the result, and it says so.</source>
   <translation>在当前迭代结束：这就是结果，并予以说明。</translation>
  </message>
  <message>
   <source>Er&amp;aser</source>
   <translation>橡皮(&amp;A)</translation>
  </message>
  <message>
   <source>Expor&amp;t the series…</source>
   <translation>导出序列(&amp;T)…</translation>
  </message>
  <message>
   <source>Export &amp;animation…</source>
   <translation>导出动画(&amp;A)…</translation>
  </message>
  <message>
   <source>Export &amp;labels…</source>
   <translation>导出标签(&amp;L)…</translation>
  </message>
  <message>
   <source>Export &amp;run record…</source>
   <translation>导出运行记录(&amp;R)…</translation>
  </message>
  <message>
   <source>Export &amp;segmented picture…</source>
   <translation>导出分割图像(&amp;S)…</translation>
  </message>
  <message>
   <source>Export area &amp;table…</source>
   <translation>导出面积表(&amp;T)…</translation>
  </message>
  <message>
   <source>Export class &amp;mask…</source>
   <translation>导出类别掩膜(&amp;M)…</translation>
  </message>
  <message>
   <source>Export t&amp;he collection…</source>
   <translation>导出图集(&amp;H)…</translation>
  </message>
  <message>
   <source>F&amp;irst iteration</source>
   <translation>第一次迭代(&amp;I)</translation>
  </message>
  <message>
   <source>F&amp;ull screen</source>
   <translation>全屏(&amp;U)</translation>
  </message>
  <message>
   <source>Fill re&amp;gion</source>
   <translation>填充区域(&amp;G)</translation>
  </message>
  <message>
   <source>Find clusters of pictures that are alike.</source>
   <translation>找出由相像图像组成的聚类。</translation>
  </message>
  <message>
   <source>Give names, colours and ratios to the other pictures in the list that have none yet.</source>
   <translation>把名称、颜色和比值给予列表中尚无类别的其他图像。</translation>
  </message>
  <message>
   <source>Give the selected class another name; what it measures stays.</source>
   <translation>给所选类别另起名称；所测内容不变。</translation>
  </message>
  <message>
   <source>Give the whole screen to Floe, or take it back.</source>
   <translation>让 Floe 占据整个屏幕，或恢复。</translation>
  </message>
  <message>
   <source>Give what can be done by key other keys.</source>
   <translation>给可以用键盘完成的操作指定其他按键。</translation>
  </message>
  <message>
   <source>Go to where the next example helps most; a number key says what is there.</source>
   <translation>转到下一个样例最有帮助的地方；按数字键说明那里是什么。</translation>
  </message>
  <message>
   <source>Half a step: m&amp;ove or assign</source>
   <translation>半步：移动或分配(&amp;O)</translation>
  </message>
  <message>
   <source>Hav&amp;e names proposed…</source>
   <translation>请模型建议名称(&amp;E)…</translation>
  </message>
  <message>
   <source>Hold the run, or let it go on to the same result.</source>
   <translation>暂停运行，或继续得到同样的结果。</translation>
  </message>
  <message>
   <source>How far the map agrees with labels from elsewhere: COCO, labelme, masks, label rasters.</source>
   <translation>图与外部标签的一致程度：COCO、labelme、掩膜、标签栅格。</translation>
  </message>
  <message>
   <source>How k-means &amp;works</source>
   <translation>k-means 的原理(&amp;W)</translation>
  </message>
  <message>
   <source>Ice c&amp;oncentration…</source>
   <translation>海冰密集度(&amp;O)…</translation>
  </message>
  <message>
   <source>Ice extent and ice area of a raster whose values are concentrations.</source>
   <translation>值为密集度的栅格的海冰范围和海冰面积。</translation>
  </message>
  <message>
   <source>In the order of the l&amp;ist</source>
   <translation>按列表的次序(&amp;I)</translation>
  </message>
  <message>
   <source>In&amp;vert region of interest</source>
   <translation>反转感兴趣区域(&amp;V)</translation>
  </message>
  <message>
   <source>Keep the legend, to measure other pictures by it.</source>
   <translation>保存图例，用于测量其他图像。</translation>
  </message>
  <message>
   <source>L&amp;ast iteration</source>
   <translation>最后一次迭代(&amp;A)</translation>
  </message>
  <message>
   <source>Lass&amp;o</source>
   <translation>套索(&amp;O)</translation>
  </message>
  <message>
   <source>Lay the segmentation over the original; a slider says how densely. Classes without a colour of their own then have one of a palette.</source>
   <translation>把分割结果叠加在原图上；滑块控制浓淡。没有指定颜色的类别此时使用调色板的颜色。</translation>
  </message>
  <message>
   <source>Learn from the examples</source>
   <translation>从样例学习</translation>
  </message>
  <message>
   <source>Leave out land, clouds or masks: what lies in none of them is kept.</source>
   <translation>排除陆地、云或掩膜：保留不在其中任何一个之内的部分。</translation>
  </message>
  <message>
   <source>Leave out of t&amp;he collection</source>
   <translation>从图集中去掉(&amp;H)</translation>
  </message>
  <message>
   <source>Leave the chosen pictures out; their files stay.</source>
   <translation>去掉所选图像；其文件保留。</translation>
  </message>
  <message>
   <source>Let a classifier say what each pixel is, by the examples; else its cluster does.</source>
   <translation>由分类器按样例判断每个像素是什么；否则由其聚类决定。</translation>
  </message>
  <message>
   <source>Light or dark, as the desktop is.</source>
   <translation>随桌面的明暗而定。</translation>
  </message>
  <message>
   <source>Light text on a dark window.</source>
   <translation>深色窗口，浅色文字。</translation>
  </message>
  <message>
   <source>Line profile</source>
   <translation>剖面线</translation>
  </message>
  <message>
   <source>List every region with its size and shape, and count them by size.</source>
   <translation>列出每个区域及其大小和形状，并按大小计数。</translation>
  </message>
  <message>
   <source>List what can be done by key.</source>
   <translation>列出可以用键盘完成的操作。</translation>
  </message>
  <message>
   <source>Magic &amp;wand</source>
   <translation>魔棒(&amp;W)</translation>
  </message>
  <message>
   <source>Make one class of the selected ones; pixels and areas are added up.</source>
   <translation>把所选类别合为一个；像素和面积相加。</translation>
  </message>
  <message>
   <source>Make the change again that was taken back.</source>
   <translation>重做刚才撤销的更改。</translation>
  </message>
  <message>
   <source>Mark the pixels that are nearly as near to another class, the denser the more doubtful; where examples are learned from, those that cannot be told.</source>
   <translation>标出离另一类别几乎一样近的像素，越密集越可疑；从样例学习时，标出无法判断的像素。</translation>
  </message>
  <message>
   <source>Measure a part of the picture: without bars and legends burned in.</source>
   <translation>测量图像的一部分：去掉烧录的信息栏和图例。</translation>
  </message>
  <message>
   <source>Measure all pictures as the one that is open in Segment.</source>
   <translation>按“分割”中打开的图像的方式测量所有图像。</translation>
  </message>
  <message>
   <source>Measure by a legend that was saved before.</source>
   <translation>用以前保存的图例测量。</translation>
  </message>
  <message>
   <source>Measure by the scale of this one and in its regions whatever has none of its own.</source>
   <translation>没有独立设置的图像都用这一幅的标定，并在其区域内测量。</translation>
  </message>
  <message>
   <source>Measure every other picture of the list with the scale of this one.</source>
   <translation>用本图像的标定测量列表中的其他图像。</translation>
  </message>
  <message>
   <source>Measure every picture by the legend; what is up to date is not computed again.</source>
   <translation>用图例测量每幅图像；已是最新的不再计算。</translation>
  </message>
  <message>
   <source>Measure every pixel of a large picture, not only the level shown; write labels and areas.</source>
   <translation>测量大图像的每个像素，而不只是显示的级别；写出标签和面积。</translation>
  </message>
  <message>
   <source>Measure la&amp;bels from a file…</source>
   <translation>测量文件中的标签(&amp;B)…</translation>
  </message>
  <message>
   <source>Measure scenes of known truth here: expected beside found.</source>
   <translation>在这里测量真值已知的场景：预期值与测得值。</translation>
  </message>
  <message>
   <source>Measure the chosen pictures as all others: without corrections of their own.</source>
   <translation>像其他图像一样测量所选图像：不用其独立的修正。</translation>
  </message>
  <message>
   <source>Measure the chosen pictures by one legend, in Series.</source>
   <translation>在“序列”中用一个图例测量所选图像。</translation>
  </message>
  <message>
   <source>Measure the chosen pictures with their colours rescaled to those of the legend.</source>
   <translation>把所选图像的颜色校正到图例的颜色再测量。</translation>
  </message>
  <message>
   <source>Measure the classes that somebody else has found in this picture, in place of clusters.</source>
   <translation>测量别人在本图像中找到的类别，代替聚类。</translation>
  </message>
  <message>
   <source>Measure the picture that is on the clipboard.</source>
   <translation>测量剪贴板上的图像。</translation>
  </message>
  <message>
   <source>Move a centroid</source>
   <translation>移动质心</translation>
  </message>
  <message>
   <source>Move each centroid to the mean of its pixels, or assign each pixel to the nearest one.</source>
   <translation>把每个质心移到其像素的均值处，或把每个像素分配给最近的质心。</translation>
  </message>
  <message>
   <source>Name b&amp;y words…</source>
   <translation>按词表命名(&amp;Y)…</translation>
  </message>
  <message>
   <source>Name the cluster that is chosen, or make one of the pictures that are chosen.</source>
   <translation>给所选聚类命名，或由所选图像组成聚类。</translation>
  </message>
  <message>
   <source>Ne&amp;xt iteration</source>
   <translation>后一次迭代(&amp;X)</translation>
  </message>
  <message>
   <source>New see&amp;d</source>
   <translation>新种子(&amp;D)</translation>
  </message>
  <message>
   <source>Nu&amp;mbers of regions</source>
   <translation>区域编号(&amp;M)</translation>
  </message>
  <message>
   <source>One cluster less: take like colours together.</source>
   <translation>少一个聚类：把相近的颜色合在一起。</translation>
  </message>
  <message>
   <source>One cluster more: tell finer differences apart.</source>
   <translation>多一个聚类：区分更细的差别。</translation>
  </message>
  <message>
   <source>One iteration, then wait: see what it changes.</source>
   <translation>迭代一次后等待：看看它改变了什么。</translation>
  </message>
  <message>
   <source>Open &amp;folder…</source>
   <translation>打开文件夹(&amp;F)…</translation>
  </message>
  <message>
   <source>Open a lake with islands and a shallow shore, on a map.</source>
   <translation>打开有岛屿和浅滩的湖泊，在地图上。</translation>
  </message>
  <message>
   <source>Open as &amp;labels…</source>
   <translation>作为标签打开(&amp;L)…</translation>
  </message>
  <message>
   <source>Open floes on water whose areas Floe finds to the pixel.</source>
   <translation>打开水面上的浮冰，Floe 求得的面积精确到像素。</translation>
  </message>
  <message>
   <source>Open floes with melt ponds and rims of thin ice, on a map.</source>
   <translation>打开带有融池和薄冰边缘的浮冰，在地图上。</translation>
  </message>
  <message>
   <source>Open one or more pictures.</source>
   <translation>打开一幅或几幅图像。</translation>
  </message>
  <message>
   <source>Open sam&amp;ple series</source>
   <translation>打开序列样例(&amp;P)</translation>
  </message>
  <message>
   <source>Open sample &amp;collection</source>
   <translation>打开图集样例(&amp;C)</translation>
  </message>
  <message>
   <source>Open stained cells with nuclei, without a scale.</source>
   <translation>打开染色的细胞及其细胞核，没有标定。</translation>
  </message>
  <message>
   <source>Open the pictures of a folder; one of Sentinel-2 or Landsat is a single picture.</source>
   <translation>打开文件夹中的图像；Sentinel-2 或 Landsat 的文件夹是一幅图像。</translation>
  </message>
  <message>
   <source>Open what another program has found: every value above 0 is an object and a region.</source>
   <translation>打开另一程序的结果：每个大于 0 的值是一个对象和区域。</translation>
  </message>
  <message>
   <source>Outline the regions that the table lists, and write their numbers into both pictures.</source>
   <translation>画出表格中列出的区域的轮廓，并把编号写在两幅图像上。</translation>
  </message>
  <message>
   <source>Own le&amp;gend</source>
   <translation>独立图例(&amp;G)</translation>
  </message>
  <message>
   <source>Paint over pixels to give them to a class.</source>
   <translation>涂过像素，把它们给予一个类别。</translation>
  </message>
  <message>
   <source>Pictures on the m&amp;ap</source>
   <translation>分布图上的图像(&amp;A)</translation>
  </message>
  <message>
   <source>Pictures, table and chart by when they were taken.</source>
   <translation>图像、表格和图表按拍摄时间排列。</translation>
  </message>
  <message>
   <source>Pictures, table and chart in the order of their names.</source>
   <translation>图像、表格和图表按名称排列。</translation>
  </message>
  <message>
   <source>Pla&amp;y iterations</source>
   <translation>播放迭代(&amp;Y)</translation>
  </message>
  <message>
   <source>Pre&amp;vious iteration</source>
   <translation>前一次迭代(&amp;V)</translation>
  </message>
  <message>
   <source>Propose the nearest of the words in a file, by the text half of a CLIP.</source>
   <translation>由 CLIP 的文本部分建议文件中最接近的词。</translation>
  </message>
  <message>
   <source>Push the map, and click pictures; with Ctrl one more or less.</source>
   <translation>拖动分布图，点击图像；按住 Ctrl 增减一幅。</translation>
  </message>
  <message>
   <source>Put into &amp;folders by cluster…</source>
   <translation>按聚类放入文件夹(&amp;F)…</translation>
  </message>
  <message>
   <source>Put the labels from elsewhere away and cluster the picture.</source>
   <translation>收起外部标签，对图像聚类。</translation>
  </message>
  <message>
   <source>Put the picture into the document: one file is all. Else it is named by its path.</source>
   <translation>把图像放入文档：一个文件即全部。否则以路径标明图像。</translation>
  </message>
  <message>
   <source>Put the pictures on the clipboard as they are seen.</source>
   <translation>把图像按所见的样子复制到剪贴板。</translation>
  </message>
  <message>
   <source>Re&amp;move the crop</source>
   <translation>移除裁剪(&amp;M)</translation>
  </message>
  <message>
   <source>Re&amp;name class</source>
   <translation>重命名类别(&amp;N)</translation>
  </message>
  <message>
   <source>Read how to get from a picture to an area.</source>
   <translation>了解如何从图像得到面积。</translation>
  </message>
  <message>
   <source>Read in two minutes how it works, in the numbers of your picture.</source>
   <translation>用两分钟了解它的原理，数字来自打开的图像。</translation>
  </message>
  <message>
   <source>Remov&amp;e from the series</source>
   <translation>从序列中移除(&amp;E)</translation>
  </message>
  <message>
   <source>Rescale the colours of every picture that fits the legend only then.</source>
   <translation>对校正后才适合图例的每幅图像校正颜色。</translation>
  </message>
  <message>
   <source>Rescaled &amp;colours</source>
   <translation>颜色校正(&amp;C)</translation>
  </message>
  <message>
   <source>Rescaled colours where they &amp;help</source>
   <translation>有帮助时校正颜色(&amp;H)</translation>
  </message>
  <message>
   <source>Run by itself after every change of a parameter.</source>
   <translation>参数每次改变后自动运行。</translation>
  </message>
  <message>
   <source>S&amp;tep</source>
   <translation>单步(&amp;T)</translation>
  </message>
  <message>
   <source>S&amp;wipe</source>
   <translation>卷帘(&amp;W)</translation>
  </message>
  <message>
   <source>Sa&amp;ve</source>
   <translation>保存(&amp;V)</translation>
  </message>
  <message>
   <source>Sa&amp;ve legend…</source>
   <translation>保存图例(&amp;V)…</translation>
  </message>
  <message>
   <source>Save &amp;as…</source>
   <translation>另存为(&amp;A)…</translation>
  </message>
  <message>
   <source>Save &amp;with the picture inside</source>
   <translation>连同图像保存(&amp;W)</translation>
  </message>
  <message>
   <source>Save parameters, classes, scale and what was drawn, to go on later.</source>
   <translation>保存参数、类别、标定和所画内容，以便以后继续。</translation>
  </message>
  <message>
   <source>Save rec&amp;ipe…</source>
   <translation>保存方案(&amp;I)…</translation>
  </message>
  <message>
   <source>Save the document under another name.</source>
   <translation>以另一名称保存文档。</translation>
  </message>
  <message>
   <source>Save what can be done to another picture too: parameters, classes, clean-up, ratios.</source>
   <translation>保存也能用于其他图像的部分：参数、类别、清理、比值。</translation>
  </message>
  <message>
   <source>Say how large a pixel is, so that areas carry real units.</source>
   <translation>说明一个像素有多大，使面积有实际单位。</translation>
  </message>
  <message>
   <source>Say what is there at random points over all pictures: areas get an error that holds.</source>
   <translation>在所有图像的随机检查点上说明那里是什么：面积就有了站得住脚的误差。</translation>
  </message>
  <message>
   <source>Say what is there at random points: areas get an error that holds.</source>
   <translation>在随机检查点上说明那里是什么：面积就有了站得住脚的误差。</translation>
  </message>
  <message>
   <source>Scale &amp;bar, key and north</source>
   <translation>比例尺、图例和指北(&amp;B)</translation>
  </message>
  <message>
   <source>Scale and regions of interest for &amp;all</source>
   <translation>标定和感兴趣区域用于全部(&amp;A)</translation>
  </message>
  <message>
   <source>See in Collection which kinds of pictures these are.</source>
   <translation>在“图集”中查看这些图像有哪些种类。</translation>
  </message>
  <message>
   <source>See this picture by itself; the others stand in the list.</source>
   <translation>单独查看这幅图像；其余的在列表中。</translation>
  </message>
  <message>
   <source>See this picture, with the clusters and classes of the legend.</source>
   <translation>以图例的聚类和类别查看这幅图像。</translation>
  </message>
  <message>
   <source>Select, move and reshape regions of interest.</source>
   <translation>选择、移动和改变感兴趣区域。</translation>
  </message>
  <message>
   <source>Set &amp;scale…</source>
   <translation>设置标定(&amp;S)…</translation>
  </message>
  <message>
   <source>Show a scale bar and the key of the classes on the pictures; of a map latitude, longitude and north, too.</source>
   <translation>在图像上显示比例尺和类别的图例；有地图时还显示经纬度和北方。</translation>
  </message>
  <message>
   <source>Show areas of the map's plane first, the true ones beside them.</source>
   <translation>以地图平面的面积为准，真实面积列在旁边。</translation>
  </message>
  <message>
   <source>Show how far the pixel under the cursor is from every centroid.</source>
   <translation>显示光标下的像素到每个质心的距离。</translation>
  </message>
  <message>
   <source>Show how the clusters were found, iteration by iteration.</source>
   <translation>逐次迭代显示聚类是如何找到的。</translation>
  </message>
  <message>
   <source>Show in &amp;folder</source>
   <translation>在文件夹中显示(&amp;F)</translation>
  </message>
  <message>
   <source>Show in fol&amp;der</source>
   <translation>在文件夹中显示(&amp;D)</translation>
  </message>
  <message>
   <source>Show it conver&amp;ge</source>
   <translation>显示收敛过程(&amp;G)</translation>
  </message>
  <message>
   <source>Show less of the picture, larger.</source>
   <translation>显示图像的较小部分，更大。</translation>
  </message>
  <message>
   <source>Show more of the picture, smaller.</source>
   <translation>显示图像的较大部分，更小。</translation>
  </message>
  <message>
   <source>Show on the map how the clusters were found, iteration by iteration.</source>
   <translation>在分布图上逐次迭代显示聚类是如何找到的。</translation>
  </message>
  <message>
   <source>Show one pixel of the picture as one pixel of the screen.</source>
   <translation>图像的一个像素显示为屏幕的一个像素。</translation>
  </message>
  <message>
   <source>Show original and segmentation in turn at the same place.</source>
   <translation>在同一位置交替显示原图和分割结果。</translation>
  </message>
  <message>
   <source>Show pictures in place of points where there is room.</source>
   <translation>有空间时以图像代替点。</translation>
  </message>
  <message>
   <source>Show the clusters as they were at the start.</source>
   <translation>显示起始时的聚类。</translation>
  </message>
  <message>
   <source>Show the clusters one iteration earlier.</source>
   <translation>显示前一次迭代的聚类。</translation>
  </message>
  <message>
   <source>Show the clusters one iteration later.</source>
   <translation>显示后一次迭代的聚类。</translation>
  </message>
  <message>
   <source>Show the file of this picture in the file manager.</source>
   <translation>在文件管理器中显示这幅图像的文件。</translation>
  </message>
  <message>
   <source>Show the original beside the segmentation; of a very wide picture above it.</source>
   <translation>在原图旁边显示分割结果；很宽的图像则上下排列。</translation>
  </message>
  <message>
   <source>Show the pictures that are most like the one that is chosen.</source>
   <translation>显示与所选图像最像的图像。</translation>
  </message>
  <message>
   <source>Show the result again.</source>
   <translation>恢复显示结果。</translation>
  </message>
  <message>
   <source>Show the whole picture.</source>
   <translation>显示整幅图像。</translation>
  </message>
  <message>
   <source>Show true areas on the ellipsoid first, the planar ones beside them.</source>
   <translation>以椭球面上的真实面积为准，平面面积列在旁边。</translation>
  </message>
  <message>
   <source>Sixty made pictures of four kinds: ice, lakes, cells, fields.</source>
   <translation>四类共六十幅生成的图像：冰、湖泊、细胞、田地。</translation>
  </message>
  <message>
   <source>Sort by &amp;kind</source>
   <translation>按种类分(&amp;K)</translation>
  </message>
  <message>
   <source>Speak the language of the desktop. What is open stays open.</source>
   <translation>使用系统语言，已打开的内容保持不变。</translation>
  </message>
  <message>
   <source>Speak this language. What is open stays open.</source>
   <translation>使用此语言，已打开的内容保持不变。</translation>
  </message>
  <message>
   <source>Stop what runs and close Floe.</source>
   <translation>停止正在运行的任务并关闭 Floe。</translation>
  </message>
  <message>
   <source>Superpi&amp;xel and split borders</source>
   <translation>超像素与分割边界(&amp;X)</translation>
  </message>
  <message>
   <source>Take all edits by hand away; the classes are as they were computed.</source>
   <translation>取消所有手工修改；类别恢复为计算结果。</translation>
  </message>
  <message>
   <source>Take back the last change of classes, scale or parameters.</source>
   <translation>收回对类别、标定或参数的上一次更改。</translation>
  </message>
  <message>
   <source>Take edits by hand away: the class that was computed comes back.</source>
   <translation>取消手工修改：恢复计算得到的类别。</translation>
  </message>
  <message>
   <source>Take pictures &amp;back from folders…</source>
   <translation>从文件夹取回图像(&amp;B)…</translation>
  </message>
  <message>
   <source>Take the scale that the file of the picture gives.</source>
   <translation>采用图像文件给出的标定。</translation>
  </message>
  <message>
   <source>Take the selected class apart into its clusters.</source>
   <translation>把所选类别拆成各个聚类。</translation>
  </message>
  <message>
   <source>Take the selected region of interest away.</source>
   <translation>移除选中的感兴趣区域。</translation>
  </message>
  <message>
   <source>The maps of every layer of a pretrained network, as pictures.</source>
   <translation>以图像显示预训练网络每一层的特征图。</translation>
  </message>
  <message>
   <source>Try many starts and keep the one with the lowest inertia.</source>
   <translation>尝试多个起点，保留惯性最小的一个。</translation>
  </message>
  <message>
   <source>Turn the selected one into everything but it.</source>
   <translation>把选中的区域变为除它以外的一切。</translation>
  </message>
  <message>
   <source>Undo what was put into folders, by the journal that lies there.</source>
   <translation>按其中的日志撤销放入文件夹的操作。</translation>
  </message>
  <message>
   <source>Use &amp;georeference</source>
   <translation>使用地理参考(&amp;G)</translation>
  </message>
  <message>
   <source>Use classes for &amp;other pictures</source>
   <translation>将类别用于其他图像(&amp;O)</translation>
  </message>
  <message>
   <source>Use the &amp;recipe of the open picture</source>
   <translation>使用打开图像的方案(&amp;R)</translation>
  </message>
  <message>
   <source>User &amp;guide</source>
   <translation>用户指南(&amp;G)</translation>
  </message>
  <message>
   <source>Version and licence of Qt.</source>
   <translation>Qt 的版本和许可证。</translation>
  </message>
  <message>
   <source>Version, licence and what Floe is made with.</source>
   <translation>版本、许可证以及 Floe 所用的组件。</translation>
  </message>
  <message>
   <source>Wa&amp;tch k-means</source>
   <translation>观看 k-means(&amp;T)</translation>
  </message>
  <message>
   <source>What is most ali&amp;ke</source>
   <translation>最相像的(&amp;K)</translation>
  </message>
  <message>
   <source>What is what, b&amp;y example</source>
   <translation>用样例说明(&amp;Y)</translation>
  </message>
  <message>
   <source>What the networ&amp;k sees</source>
   <translation>网络看到了什么(&amp;K)</translation>
  </message>
  <message>
   <source>Which pictures are in other clusters than in another run.</source>
   <translation>哪些图像在另一次运行中属于其他聚类。</translation>
  </message>
  <message>
   <source>Write all that is needed to repeat this run and to check it.</source>
   <translation>写出重复和核对这次运行所需的一切。</translation>
  </message>
  <message>
   <source>Write every cluster in its mean colour; merged ones stay apart.</source>
   <translation>写出每个聚类的平均颜色；合并的聚类仍然分开。</translation>
  </message>
  <message>
   <source>Write one class as a black and white picture.</source>
   <translation>把一个类别写为黑白图像。</translation>
  </message>
  <message>
   <source>Write pixels, shares and areas of all classes as CSV.</source>
   <translation>以 CSV 写出所有类别的像素数、占比和面积。</translation>
  </message>
  <message>
   <source>Write several results at once into a folder.</source>
   <translation>一次把几种结果写入文件夹。</translation>
  </message>
  <message>
   <source>Write tables, charts, animation, report and record of the series into a folder.</source>
   <translation>把序列的表格、图表、动画、报告和记录写入文件夹。</translation>
  </message>
  <message>
   <source>Write tables, labels, contact sheet and map, and the record.</source>
   <translation>写出表格、标签、缩略图表、分布图和记录。</translation>
  </message>
  <message>
   <source>Write the cluster id of every pixel, as PNG or GeoTIFF.</source>
   <translation>写出每个像素的聚类编号，格式为 PNG 或 GeoTIFF。</translation>
  </message>
  <message>
   <source>Write the convergence as an animated GIF or WebP.</source>
   <translation>把收敛过程写为 GIF 或 WebP 动画。</translation>
  </message>
  <message>
   <source>Write their outlines as GeoJSON, shapefile or for ImageJ.</source>
   <translation>把其轮廓写为 GeoJSON、shapefile 或 ImageJ 文件。</translation>
  </message>
  <message>
   <source>Zoom &amp;in</source>
   <translation>放大(&amp;I)</translation>
  </message>
  <message>
   <source>Zoom &amp;out</source>
   <translation>缩小(&amp;O)</translation>
  </message>
 </context>
 <context>
  <name>AlikeController</name>
  <message>
   <source>A series is open already: {0}.</source>
   <translation>已有一个序列打开：{0}。</translation>
  </message>
  <message>
   <source>Add to it</source>
   <translation>添加到其中</translation>
  </message>
  <message>
   <source>Floe</source>
   <translation>Floe</translation>
  </message>
  <message>
   <source>Measure these {0} pictures in a new series, or add them to that one?</source>
   <translation>在新的序列中测量这 {0} 幅图像，还是添加到已有的序列？</translation>
  </message>
  <message>
   <source>New series</source>
   <translation>新建序列</translation>
  </message>
 </context>
 <context>
  <name>AnswerButtons</name>
  <message>
   <source>Ask for this point again at the end. (S or Space)</source>
   <translation>最后再问这个检查点。（S 或空格）</translation>
  </message>
  <message>
   <source>Back (⌫)</source>
   <translation>返回 (⌫)</translation>
  </message>
  <message>
   <source>Nobody can tell what this is: the point does not count.</source>
   <translation>谁也说不清这是什么：该检查点不计入。</translation>
  </message>
  <message>
   <source>Skip (S)</source>
   <translation>跳过 (S)</translation>
  </message>
  <message>
   <source>Take back the last answer and ask again. (Backspace)</source>
   <translation>收回上一个判读并重新询问。（Backspace）</translation>
  </message>
  <message>
   <source>This is “{0}”. ({1})</source>
   <translation>这是“{0}”。（{1}）</translation>
  </message>
  <message>
   <source>Unsure (U)</source>
   <translation>无法判定 (U)</translation>
  </message>
  <message>
   <source>What is at the point</source>
   <translation>检查点处是什么</translation>
  </message>
 </context>
 <context>
  <name>AskingController</name>
  <message>
   <source>1–{0} the class</source>
   <translation>1–{0} 类别</translation>
  </message>
  <message>
   <source>Looking where an example helps most…</source>
   <translation>正在查找样例最有帮助的地方…</translation>
  </message>
  <message>
   <source>O another · S skip · Backspace back · Esc ends</source>
   <translation>O 其他 · S 跳过 · Backspace 返回 · Esc 结束</translation>
  </message>
  <message>
   <source>What is here? {0}</source>
   <translation>这里是什么？{0}</translation>
  </message>
  <message>
   <source>cluster {0} has no name yet</source>
   <translation>聚类 {0} 还没有名称</translation>
  </message>
  <message>
   <source>here an answer settles most</source>
   <translation>这里的一次回答能消除最多疑问</translation>
  </message>
  <message>
   <source>{0}… another digit, or Enter</source>
   <translation>{0}…再按一位数字，或 Enter</translation>
  </message>
 </context>
 <context>
  <name>BackDialog</name>
  <message>
   <source>Take back</source>
   <translation>取回</translation>
  </message>
  <message>
   <source>Take pictures back from folders</source>
   <translation>从文件夹取回图像</translation>
  </message>
  <message>
   <source>What was changed since stays, and is told. Folders that are empty then go.</source>
   <translation>此后改变的内容会保留，并予以说明。变空的文件夹会删除。</translation>
  </message>
  <message>
   <source>What would be taken back</source>
   <translation>将取回什么</translation>
  </message>
  <message>
   <source>{0} copies are removed; the originals stay where they are.</source>
   <translation>将删除 {0} 个副本；原文件保持不动。</translation>
  </message>
  <message>
   <source>{0} links are removed; the pictures stay where they are.</source>
   <translation>将删除 {0} 个链接；图像保持不动。</translation>
  </message>
  <message>
   <source>{0} pictures go back to where they were.</source>
   <translation>{0} 幅图像将回到原来的位置。</translation>
  </message>
 </context>
 <context>
  <name>BandRow</name>
  <message>
   <source>&amp;Bands</source>
   <translation>波段(&amp;B)</translation>
  </message>
  <message>
   <source>As stored</source>
   <translation>存储值</translation>
  </message>
  <message>
   <source>Bands</source>
   <translation>波段</translation>
  </message>
  <message>
   <source>Percentiles</source>
   <translation>百分位</translation>
  </message>
  <message>
   <source>Scalin&amp;g</source>
   <translation>缩放(&amp;G)</translation>
  </message>
  <message>
   <source>Scaling of the bands</source>
   <translation>波段的缩放</translation>
  </message>
  <message>
   <source>What makes bands comparable: nothing (as stored), z-score (standard deviations from the mean), or percentiles (0 at the 2nd and 1 at the 98th, so that extremes do not decide).</source>
   <translation>使波段可以比较的方式：不作处理（存储值）、z-score（离均值多少个标准差）或百分位（第 2 百分位为 0，第 98 为 1，不受极端值左右）。</translation>
  </message>
  <message>
   <source>Which bands are clustered, by number or name, for example 4,3,2; empty for all. {0}</source>
   <translation>对哪些波段聚类，按编号或名称，例如 4,3,2；留空为全部。{0}</translation>
  </message>
  <message>
   <source>all</source>
   <translation>全部</translation>
  </message>
  <message>
   <source>z-score</source>
   <translation>z-score</translation>
  </message>
 </context>
 <context>
  <name>BrushTool</name>
  <message>
   <source>Brush</source>
   <translation>画笔</translation>
  </message>
  <message>
   <source>Paint over pixels to give them to the class. Alt+click takes the class.</source>
   <translation>涂过像素，把它们给予该类别。Alt+点击拾取类别。</translation>
  </message>
 </context>
 <context>
  <name>CalibrationDialog</name>
  <message>
   <source>&amp;Draw a line of known length…</source>
   <translation>画一条已知长度的线(&amp;D)…</translation>
  </message>
  <message>
   <source>&amp;Keep the line drawn</source>
   <translation>保留所画的线(&amp;K)</translation>
  </message>
  <message>
   <source>&amp;Keep the thing of known size</source>
   <translation>保留大小已知的物体(&amp;K)</translation>
  </message>
  <message>
   <source>&amp;No scale</source>
   <translation>没有标定(&amp;N)</translation>
  </message>
  <message>
   <source>&amp;Type the size of a pixel</source>
   <translation>输入像元大小(&amp;T)</translation>
  </message>
  <message>
   <source>1 pixel = {area} {unit}²{error}; the picture is {size}.</source>
   <translation>1 像素 = {area} {unit}²{error}；图像为 {size}。</translation>
  </message>
  <message>
   <source>Areas are counted in pixels.</source>
   <translation>面积以像素计。</translation>
  </message>
  <message>
   <source>Areas are numbers of pixels; nothing is guessed.</source>
   <translation>面积是像素数；不作任何猜测。</translation>
  </message>
  <message>
   <source>Areas follow from the line that you drew and its length.</source>
   <translation>面积由所画的线及其长度得出。</translation>
  </message>
  <message>
   <source>Areas follow from the map coordinates in the file, as true ground area.</source>
   <translation>面积由文件中的地图坐标得出，为真实地面面积。</translation>
  </message>
  <message>
   <source>Areas follow from the pixel size that the microscope or program wrote in the file.</source>
   <translation>面积由显微镜或程序写入文件的像元大小得出。</translation>
  </message>
  <message>
   <source>Areas follow from the thing that you clicked on and its size.</source>
   <translation>面积由所点的物体及其大小得出。</translation>
  </message>
  <message>
   <source>Areas follow from the width and height you type.</source>
   <translation>面积由输入的宽和高得出。</translation>
  </message>
  <message>
   <source>Areas on paper: right for a scan of the thing itself, at its own size.</source>
   <translation>纸面上的面积：适用于按原大扫描的实物。</translation>
  </message>
  <message>
   <source>Close this and draw a line in the picture over something whose length you know.</source>
   <translation>关闭此对话框，在图像中沿长度已知的物体画一条线。</translation>
  </message>
  <message>
   <source>Measure all classes with this scale.</source>
   <translation>用这个标定测量所有类别。</translation>
  </message>
  <message>
   <source>Now: {0}</source>
   <translation>当前：{0}</translation>
  </message>
  <message>
   <source>Programs write this when they know nothing of the size: it is hardly ever right.</source>
   <translation>不知道实际大小的程序会写入这个值：几乎从不正确。</translation>
  </message>
  <message>
   <source>Set scale</source>
   <translation>设置标定</translation>
  </message>
  <message>
   <source>The picture has {0} pixels.</source>
   <translation>图像有 {0} 个像素。</translation>
  </message>
  <message>
   <source>The size on paper: right only for a scan of the thing itself, at its own size.</source>
   <translation>纸面上的大小：只适用于按原大扫描的实物。</translation>
  </message>
  <message>
   <source>This picture has none.</source>
   <translation>本图像没有。</translation>
  </message>
  <message>
   <source>Use the &amp;printed resolution of {0}</source>
   <translation>使用打印分辨率 {0}(&amp;P)</translation>
  </message>
  <message>
   <source>Use the file's &amp;metadata</source>
   <translation>使用文件的元数据(&amp;M)</translation>
  </message>
  <message>
   <source>Use the picture's &amp;georeference</source>
   <translation>使用图像的地理参考(&amp;G)</translation>
  </message>
  <message>
   <source>no scale</source>
   <translation>没有标定</translation>
  </message>
 </context>
 <context>
  <name>CardDialog</name>
  <message>
   <source> px</source>
   <translation> px</translation>
  </message>
  <message>
   <source>A network expects pictures as those it has learned from. Values of the picture are 0…255; of each colour the mean is taken off, and the rest divided by the deviation.</source>
   <translation>网络要求图像与其学习时的图像相同。图像的值为 0…255；每种颜色减去均值，再除以偏差。</translation>
  </message>
  <message>
   <source>As the network has it</source>
   <translation>按网络的规定</translation>
  </message>
  <message>
   <source>Deviation</source>
   <translation>偏差</translation>
  </message>
  <message>
   <source>Deviation of colour {0}</source>
   <translation>颜色 {0} 的偏差</translation>
  </message>
  <message>
   <source>How it is brought to size.</source>
   <translation>如何缩放到该大小。</translation>
  </message>
  <message>
   <source>How the picture is made ready</source>
   <translation>图像如何预处理</translation>
  </message>
  <message>
   <source>Look at the picture made ready like this.</source>
   <translation>查看这样预处理后的图像。</translation>
  </message>
  <message>
   <source>Mean</source>
   <translation>均值</translation>
  </message>
  <message>
   <source>Mean of colour {0}</source>
   <translation>颜色 {0} 的均值</translation>
  </message>
  <message>
   <source>Networks of Caffe and Keras' VGG take blue, green, red.</source>
   <translation>Caffe 的网络和 Keras 的 VGG 使用蓝、绿、红。</translation>
  </message>
  <message>
   <source>Order of the colours</source>
   <translation>颜色顺序</translation>
  </message>
  <message>
   <source>Resampling</source>
   <translation>重采样</translation>
  </message>
  <message>
   <source>Shorter side</source>
   <translation>短边</translation>
  </message>
  <message>
   <source>The picture is brought to this many pixels before the network sees it.</source>
   <translation>网络看到图像之前，把它缩放到这么多像素。</translation>
  </message>
  <message>
   <source>Use</source>
   <translation>使用</translation>
  </message>
  <message>
   <source>What the file beside the network says, or its family.</source>
   <translation>网络旁的文件或其系列的规定。</translation>
  </message>
  <message>
   <source>as it is</source>
   <translation>保持原样</translation>
  </message>
 </context>
 <context>
  <name>CentroidTool</name>
  <message>
   <source>Centroid</source>
   <translation>质心</translation>
  </message>
  <message>
   <source>Click on a colour: the centroid goes there, and the clustering goes on.</source>
   <translation>点击一种颜色：质心移到那里，聚类继续进行。</translation>
  </message>
  <message>
   <source>Move a centroid</source>
   <translation>移动质心</translation>
  </message>
  <message>
   <source>The centroid that goes to the colour that is clicked on</source>
   <translation>移到所点颜色处的质心</translation>
  </message>
  <message>
   <source>nearest</source>
   <translation>最近的</translation>
  </message>
 </context>
 <context>
  <name>Channels</name>
  <message>
   <source>Blue</source>
   <translation>蓝</translation>
  </message>
  <message>
   <source>Blue to yellow, b*</source>
   <translation>蓝到黄，b*</translation>
  </message>
  <message>
   <source>Green</source>
   <translation>绿</translation>
  </message>
  <message>
   <source>Green to red, a*</source>
   <translation>绿到红，a*</translation>
  </message>
  <message>
   <source>Grey</source>
   <translation>灰度</translation>
  </message>
  <message>
   <source>Hue, in degrees</source>
   <translation>色相，以度计</translation>
  </message>
  <message>
   <source>Lightness, L*</source>
   <translation>明度，L*</translation>
  </message>
  <message>
   <source>Red</source>
   <translation>红</translation>
  </message>
  <message>
   <source>Saturation</source>
   <translation>饱和度</translation>
  </message>
  <message>
   <source>Value, the brightest band</source>
   <translation>明度值，最亮的波段</translation>
  </message>
 </context>
 <context>
  <name>ChartPanel</name>
  <message>
   <source>Areas</source>
   <translation>面积</translation>
  </message>
  <message>
   <source>Areas of the classes, or ratios of areas.</source>
   <translation>类别的面积，或面积的比值。</translation>
  </message>
  <message>
   <source>Cluster this picture by itself, and carry the classes over; what is unclear is said. Undo takes it back.</source>
   <translation>对这幅图像单独聚类，并转移类别；不明确之处会说明。可以撤销。</translation>
  </message>
  <message>
   <source>Leave out</source>
   <translation>去掉</translation>
  </message>
  <message>
   <source>Leave this picture out of the series; its file stays. Undo takes it back.</source>
   <translation>把这幅图像移出序列；其文件保留。可以撤销。</translation>
  </message>
  <message>
   <source>Measure this picture as the legend would have seen it in its own light; undo takes it back.</source>
   <translation>按图例在其自身光照下看到的样子测量这幅图像；可以撤销。</translation>
  </message>
  <message>
   <source>Own legend</source>
   <translation>独立图例</translation>
  </message>
  <message>
   <source>Ratios</source>
   <translation>比值</translation>
  </message>
  <message>
   <source>Rescale colours</source>
   <translation>颜色校正</translation>
  </message>
  <message>
   <source>Rescale colours of {0}</source>
   <translation>对 {0} 校正颜色</translation>
  </message>
  <message>
   <source>Rescale the colours of every picture that fits the legend only then; undo takes it back.</source>
   <translation>对校正后才适合图例的每幅图像校正颜色；可以撤销。</translation>
  </message>
  <message>
   <source>What the chart shows</source>
   <translation>图表显示的内容</translation>
  </message>
  <message>
   <source>What there is to know</source>
   <translation>需要知道的情况</translation>
  </message>
 </context>
 <context>
  <name>ChartView</name>
  <message>
   <source>Areas against date or order stand here once pictures are measured.</source>
   <translation>测量图像之后，面积随日期或次序的变化显示在这里。</translation>
  </message>
  <message>
   <source>Bars: the interval that holds the truth in 95 of 100 cases. A click chooses.</source>
   <translation>误差棒：100 次中有 95 次包含真值的区间。点击可选中。</translation>
  </message>
  <message>
   <source>Chart</source>
   <translation>图表</translation>
  </message>
 </context>
 <context>
  <name>CheckDialog</name>
  <message>
   <source>Allowed</source>
   <translation>允许</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>取消</translation>
  </message>
  <message>
   <source>Cancelled before all scenes were measured.</source>
   <translation>测量完所有场景之前已取消。</translation>
  </message>
  <message>
   <source>Check again</source>
   <translation>重新检查</translation>
  </message>
  <message>
   <source>Check that Floe measures right</source>
   <translation>检查 Floe 是否测得正确</translation>
  </message>
  <message>
   <source>Copy as text</source>
   <translation>复制为文本</translation>
  </message>
  <message>
   <source>Difference</source>
   <translation>差异</translation>
  </message>
  <message>
   <source>Difference and allowed difference are shares of what is expected.</source>
   <translation>差异和允许的差异都是相对于预期值的比例。</translation>
  </message>
  <message>
   <source>End the check; what has been found stays in the table.</source>
   <translation>结束检查；已得到的保留在表格中。</translation>
  </message>
  <message>
   <source>Expected</source>
   <translation>预期</translation>
  </message>
  <message>
   <source>Expected beside found</source>
   <translation>预期值与测得值</translation>
  </message>
  <message>
   <source>Floe draws scenes whose areas are known exactly, measures them on this machine like any picture, and compares. What is expected comes from the polygons that were drawn and from geodesic areas by PROJ, never from Floe's own measuring.</source>
   <translation>Floe 绘制面积精确已知的场景，在本机上像任何图像一样测量并比较。预期值来自所绘的多边形和 PROJ 的大地线面积，绝不来自 Floe 自己的测量。</translation>
  </message>
  <message>
   <source>Found</source>
   <translation>测得</translation>
  </message>
  <message>
   <source>Measure all scenes once more.</source>
   <translation>再次测量所有场景。</translation>
  </message>
  <message>
   <source>Measuring…</source>
   <translation>正在测量…</translation>
  </message>
  <message>
   <source>Progress of the check</source>
   <translation>检查的进度</translation>
  </message>
  <message>
   <source>Put the table on the clipboard, to paste into a report or a mail.</source>
   <translation>把表格复制到剪贴板，以便粘贴到报告或邮件中。</translation>
  </message>
  <message>
   <source>Quantity</source>
   <translation>量</translation>
  </message>
  <message>
   <source>Result</source>
   <translation>结果</translation>
  </message>
  <message>
   <source>Scene</source>
   <translation>场景</translation>
  </message>
  <message>
   <source>Unit</source>
   <translation>单位</translation>
  </message>
 </context>
 <context>
  <name>CheckedTable</name>
  <message>
   <source>Checked, {0}</source>
   <translation>检验，{0}</translation>
  </message>
  <message>
   <source>Class</source>
   <translation>类别</translation>
  </message>
  <message>
   <source>How much there is by the points; below, the interval that holds the truth (95 %).</source>
   <translation>按检查点得出的面积；下方是包含真值的区间（95 %）。</translation>
  </message>
  <message>
   <source>How much there is on the map, as the table of classes has it.</source>
   <translation>图上的面积，与类别表相同。</translation>
  </message>
  <message>
   <source>Mapped</source>
   <translation>制图</translation>
  </message>
  <message>
   <source>Prod.'s</source>
   <translation>制图者</translation>
  </message>
  <message>
   <source>Producer's accuracy, in per cent: how much of the class is mapped as it.</source>
   <translation>制图精度，百分比：该类别有多少在图上归为它。</translation>
  </message>
  <message>
   <source>The class, as it is called in the table of classes.</source>
   <translation>类别，名称与类别表相同。</translation>
  </message>
  <message>
   <source>User's</source>
   <translation>用户</translation>
  </message>
  <message>
   <source>User's accuracy, in per cent: how much of what is mapped as the class is it.</source>
   <translation>用户精度，百分比：图上归为该类别的部分有多少真是它。</translation>
  </message>
  <message>
   <source>What the points say of each class</source>
   <translation>检查点对每个类别的结论</translation>
  </message>
  <message>
   <source>{0}, between {1}</source>
   <translation>{0}，在 {1} 之间</translation>
  </message>
 </context>
 <context>
  <name>ChoosingKController</name>
  <message>
   <source>A label image is not clustered: there is no k to choose.</source>
   <translation>标签图像不作聚类：没有 k 可选。</translation>
  </message>
  <message>
   <source>Cancelled: no recommendation.</source>
   <translation>已取消：没有推荐。</translation>
  </message>
  <message>
   <source>Comparing…</source>
   <translation>正在比较…</translation>
  </message>
  <message>
   <source>Labels are measured and nothing is clustered: there is no k to choose.</source>
   <translation>测量的是标签，没有聚类：没有 k 可选。</translation>
  </message>
  <message>
   <source>Open a picture to compare the numbers of clusters.</source>
   <translation>打开图像后可以比较聚类数。</translation>
  </message>
  <message>
   <source>The first segmentation comes first.</source>
   <translation>请先得到第一个分割结果。</translation>
  </message>
 </context>
 <context>
  <name>ChoosingKView</name>
  <message>
   <source>Cancel</source>
   <translation>取消</translation>
  </message>
  <message>
   <source>Compare</source>
   <translation>比较</translation>
  </message>
  <message>
   <source>Compare the numbers of clusters.</source>
   <translation>比较各个聚类数。</translation>
  </message>
  <message>
   <source>Highest k compared</source>
   <translation>比较的最大 k</translation>
  </message>
  <message>
   <source>Lowest k compared</source>
   <translation>比较的最小 k</translation>
  </message>
  <message>
   <source>Progress of the comparison</source>
   <translation>比较的进度</translation>
  </message>
  <message>
   <source>Recommendation</source>
   <translation>推荐</translation>
  </message>
  <message>
   <source>Stop comparing; what has been found stays.</source>
   <translation>停止比较；已得到的保留。</translation>
  </message>
  <message>
   <source>Which numbers of clusters are compared; the result stays.</source>
   <translation>比较哪些聚类数；结果保留。</translation>
  </message>
  <message>
   <source>k from</source>
   <translation>k 从</translation>
  </message>
  <message>
   <source>to</source>
   <translation>到</translation>
  </message>
 </context>
 <context>
  <name>ChosenControl</name>
  <message>
   <source>Leave the file out again.</source>
   <translation>不再使用该文件。</translation>
  </message>
  <message>
   <source>Reading {0}…</source>
   <translation>正在读取 {0}…</translation>
  </message>
 </context>
 <context>
  <name>ClassBox</name>
  <message>
   <source>Class that gets the pixels</source>
   <translation>得到像素的类别</translation>
  </message>
  <message>
   <source>The class that gets the pixels; a row chosen in the class table is taken.</source>
   <translation>得到像素的类别；在类别表中选中的行会被采用。</translation>
  </message>
 </context>
 <context>
  <name>ClassController</name>
  <message>
   <source>Colour class</source>
   <translation>给类别着色</translation>
  </message>
  <message>
   <source>Colour classes</source>
   <translation>给类别着色</translation>
  </message>
  <message>
   <source>Colour named classes</source>
   <translation>给已命名类别着色</translation>
  </message>
  <message>
   <source>Copy classes</source>
   <translation>复制类别</translation>
  </message>
  <message>
   <source>Copy classes to the other pictures</source>
   <translation>将类别复制到其他图像</translation>
  </message>
  <message>
   <source>Hide class</source>
   <translation>隐藏类别</translation>
  </message>
  <message>
   <source>Lock class</source>
   <translation>锁定类别</translation>
  </message>
  <message>
   <source>Show class</source>
   <translation>显示类别</translation>
  </message>
  <message>
   <source>The classes go to the other pictures in the list ({0}) as far as those have none of their own: each name to the cluster that is most like it. Where that is not clear, it is said there.</source>
   <translation>类别给予列表中尚无类别的其他图像（{0} 幅）：每个名称给予与之最像的聚类。不明确之处会在那里说明。</translation>
  </message>
  <message>
   <source>The classes of this picture stay here: the other pictures do not get them.</source>
   <translation>本图像的类别保留在此：其他图像不会得到它们。</translation>
  </message>
  <message>
   <source>Unlock class</source>
   <translation>解锁类别</translation>
  </message>
 </context>
 <context>
  <name>ClassMenu</name>
  <message>
   <source>Choose the colour that the class is shown in.</source>
   <translation>选择类别的显示颜色。</translation>
  </message>
  <message>
   <source>Cleaning up and edits by hand then neither give it pixels nor take any away.</source>
   <translation>此后清理和手工修改既不给它像素，也不取走它的像素。</translation>
  </message>
  <message>
   <source>Colour…</source>
   <translation>颜色…</translation>
  </message>
  <message>
   <source>Copy rows</source>
   <translation>复制行</translation>
  </message>
  <message>
   <source>Copy the selected rows as a table for a spreadsheet.</source>
   <translation>把所选行复制为表格，供电子表格使用。</translation>
  </message>
  <message>
   <source>Give the selected class another name; what it measures stays.</source>
   <translation>给所选类别另起名称；所测内容不变。</translation>
  </message>
  <message>
   <source>Hide in the segmentation</source>
   <translation>在分割结果中隐藏</translation>
  </message>
  <message>
   <source>It is the right class</source>
   <translation>类别是对的</translation>
  </message>
  <message>
   <source>Lock</source>
   <translation>锁定</translation>
  </message>
  <message>
   <source>Make one class of the selected ones: pixels and areas are added up.</source>
   <translation>把所选类别合为一个：像素和面积相加。</translation>
  </message>
  <message>
   <source>Merge…</source>
   <translation>合并…</translation>
  </message>
  <message>
   <source>Rename</source>
   <translation>重命名</translation>
  </message>
  <message>
   <source>Show in the segmentation</source>
   <translation>在分割结果中显示</translation>
  </message>
  <message>
   <source>Show the picture's own colours there; the class is measured and exported as ever.</source>
   <translation>在那里显示图像自己的颜色；类别照常测量和导出。</translation>
  </message>
  <message>
   <source>Split</source>
   <translation>拆分</translation>
  </message>
  <message>
   <source>Take a merged class apart into its clusters.</source>
   <translation>把合并的类别拆成各个聚类。</translation>
  </message>
  <message>
   <source>Unlock</source>
   <translation>解锁</translation>
  </message>
  <message>
   <source>You have looked at the doubtful class: take its mark away.</source>
   <translation>已查看过可疑的类别：去掉其标记。</translation>
  </message>
 </context>
 <context>
  <name>ClassModel</name>
  <message>
   <source>Area</source>
   <translation>面积</translation>
  </message>
  <message>
   <source>By how much the planar area is larger than the true one.</source>
   <translation>平面面积比真实面积大多少。</translation>
  </message>
  <message>
   <source>Class</source>
   <translation>类别</translation>
  </message>
  <message>
   <source>Differs</source>
   <translation>差异</translation>
  </message>
  <message>
   <source>Ground area, by the scale named below the table.</source>
   <translation>地面面积，按表格下方注明的标定。</translation>
  </message>
  <message>
   <source>How many pixels belong to the class.</source>
   <translation>属于该类别的像素数。</translation>
  </message>
  <message>
   <source>Ids</source>
   <translation>编号</translation>
  </message>
  <message>
   <source>Pixels</source>
   <translation>像素</translation>
  </message>
  <message>
   <source>Planar</source>
   <translation>平面</translation>
  </message>
  <message>
   <source>Share</source>
   <translation>占比</translation>
  </message>
  <message>
   <source>The class's part of all pixels that hold data.</source>
   <translation>该类别占全部含数据像素的比例。</translation>
  </message>
  <message>
   <source>The clusters that the class is made of, from dark to light.</source>
   <translation>组成该类别的聚类，从暗到亮。</translation>
  </message>
  <message>
   <source>The other kind of area: of the map's plane, or true on the ellipsoid.</source>
   <translation>另一种面积：地图平面的，或椭球面上的真实面积。</translation>
  </message>
  <message>
   <source>True</source>
   <translation>真实</translation>
  </message>
  <message>
   <source>What mixed pixels along borders, other starts of k-means and the scale leave open.
Whether the classes are what their names say is not in it: a check by points tells that.</source>
   <translation>边界上的混合像素、k-means 的其他起点和标定留下的不确定。
类别是否真是名称所说的东西不在其中：这由检查点检验说明。</translation>
  </message>
  <message>
   <source>What you call it. Double-click a name to change it.</source>
   <translation>给它起的名称。双击名称可以修改。</translation>
  </message>
  <message>
   <source>±</source>
   <translation>±</translation>
  </message>
 </context>
 <context>
  <name>ClassTable</name>
  <message>
   <source>Area</source>
   <translation>面积</translation>
  </message>
  <message>
   <source>Class</source>
   <translation>类别</translation>
  </message>
  <message>
   <source>Classes</source>
   <translation>类别</translation>
  </message>
  <message>
   <source>Click on the ice, or on anything, in either picture and say what it is: no need to</source>
   <translation>在任一图像中点击冰或其他任何东西，说明它是什么：无需</translation>
  </message>
  <message>
   <source>Clusters</source>
   <translation>聚类</translation>
  </message>
  <message>
   <source>Error</source>
   <translation>误差</translation>
  </message>
  <message>
   <source>Fraction</source>
   <translation>比例</translation>
  </message>
  <message>
   <source>Name by clicking</source>
   <translation>点击命名</translation>
  </message>
  <message>
   <source>Pixels</source>
   <translation>像素</translation>
  </message>
  <message>
   <source>Scale</source>
   <translation>标定</translation>
  </message>
  <message>
   <source>The classes and their areas appear here once there is a result.</source>
   <translation>有结果之后，类别及其面积显示在这里。</translation>
  </message>
  <message>
   <source>The classes found: choose one to mark it, two or more to merge them.</source>
   <translation>找到的类别：选一个可以标出它，选两个或更多可以合并。</translation>
  </message>
  <message>
   <source>Unit</source>
   <translation>单位</translation>
  </message>
  <message>
   <source>know its number. Ctrl+click adds more to the same class. (N)</source>
   <translation>知道编号。Ctrl+点击可向同一类别添加更多。（N）</translation>
  </message>
 </context>
 <context>
  <name>ClassTooltips</name>
  <message>
   <source>By {points} points: {area} {error}; the true area lies between {low} and {high}, in {coverage} of all such cases. On the map: {mapped}.</source>
   <translation>按 {points} 个检查点：{area} {error}；真实面积在 {low} 与 {high} 之间，{coverage} 的情形下成立。图上：{mapped}。</translation>
  </message>
  <message>
   <source>Clusters {0} · {1}</source>
   <translation>聚类 {0} · {1}</translation>
  </message>
  <message>
   <source>From mixed pixels along borders {borders}, other starts {starts}, the scale {scale}.</source>
   <translation>来自边界上的混合像素 {borders}，其他起点 {starts}，标定 {scale}。</translation>
  </message>
  <message>
   <source>Hidden: the picture shows its own colours there; it is measured as ever.</source>
   <translation>已隐藏：图像在那里显示自己的颜色；照常测量。</translation>
  </message>
  <message>
   <source>Locked: cleaning up and edits by hand leave its pixels alone.</source>
   <translation>已锁定：清理和手工修改不改变其像素。</translation>
  </message>
  <message>
   <source>Not in it: whether the classes are what their names say. A check by points tells that.</source>
   <translation>不包括：类别是否真是名称所说的东西。这由检查点检验说明。</translation>
  </message>
  <message>
   <source>Of a level of a larger picture no errors are found: pixels were left out.</source>
   <translation>较大图像的级别没有误差：省去了部分像素。</translation>
  </message>
  <message>
   <source>On the map's plane, not corrected for its projection: {0}</source>
   <translation>在地图平面上，未作投影改正：{0}</translation>
  </message>
  <message>
   <source>The planar area differs from the true one by {0}</source>
   <translation>平面面积与真实面积相差 {0}</translation>
  </message>
  <message>
   <source>The ± of border and starts is being found.</source>
   <translation>正在求边界和起点的 ±。</translation>
  </message>
  <message>
   <source>True area on the ellipsoid: {0}</source>
   <translation>椭球面上的真实面积：{0}</translation>
  </message>
  <message>
   <source>{0} pixels, of which {1} by hand</source>
   <translation>{0} 个像素，其中手工 {1} 个</translation>
  </message>
  <message>
   <source>{area} from {pixels} pixels</source>
   <translation>{area}，由 {pixels} 个像素得出</translation>
  </message>
  <message>
   <source>± of border and starts: {area} {error}, between {low} and {high}, as far as mixed pixels, the start of k-means and the scale go ({coverage}).</source>
   <translation>边界和起点的 ±：{area} {error}，在 {low} 与 {high} 之间，只考虑混合像素、k-means 的起点和标定（{coverage}）。</translation>
  </message>
 </context>
 <context>
  <name>CleanupController</name>
  <message>
   <source>By hand: {0} px changed</source>
   <translation>手工：改变 {0} px</translation>
  </message>
  <message>
   <source>Clear edits by hand</source>
   <translation>清除手工修改</translation>
  </message>
  <message>
   <source>Edited by hand: …</source>
   <translation>手工修改：…</translation>
  </message>
  <message>
   <source>Nothing is edited by hand.</source>
   <translation>没有手工修改。</translation>
  </message>
  <message>
   <source>left out</source>
   <translation>未执行</translation>
  </message>
  <message>
   <source>off</source>
   <translation>关闭</translation>
  </message>
  <message>
   <source>{0} → {1} regions</source>
   <translation>{0} → {1} 个区域</translation>
  </message>
 </context>
 <context>
  <name>CleanupPanel</name>
  <message>
   <source>Add step</source>
   <translation>添加步骤</translation>
  </message>
  <message>
   <source>Add steps that drop specks, fill holes or smooth borders. Clusters stay as they are.</source>
   <translation>添加步骤以去除碎斑、填充孔洞或平滑边界。聚类不变。</translation>
  </message>
  <message>
   <source>Append a step; it acts at once.</source>
   <translation>追加一个步骤；立即生效。</translation>
  </message>
  <message>
   <source>Apply the step earlier. (Alt+Up)</source>
   <translation>提前执行此步骤。（Alt+上箭头）</translation>
  </message>
  <message>
   <source>Apply the step later. (Alt+Down)</source>
   <translation>推后执行此步骤。（Alt+下箭头）</translation>
  </message>
  <message>
   <source>Clean up</source>
   <translation>清理</translation>
  </message>
  <message>
   <source>Clear</source>
   <translation>清除</translation>
  </message>
  <message>
   <source>Clear edits by hand</source>
   <translation>清除手工修改</translation>
  </message>
  <message>
   <source>Down</source>
   <translation>下移</translation>
  </message>
  <message>
   <source>Edited by hand</source>
   <translation>手工修改</translation>
  </message>
  <message>
   <source>Labels are of one class: there is none to give pixels to. Leave small objects out by the filter of the regions.</source>
   <translation>标签属于一个类别：没有别的类别可以分给像素。请用区域的筛选去掉小对象。</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>移除</translation>
  </message>
  <message>
   <source>Take all edits by hand away; the classes are those of clustering and steps again.</source>
   <translation>取消所有手工修改；类别恢复为聚类和步骤的结果。</translation>
  </message>
  <message>
   <source>Take the step away. (Del)</source>
   <translation>移除此步骤。（Del）</translation>
  </message>
  <message>
   <source>Up</source>
   <translation>上移</translation>
  </message>
  <message>
   <source>all</source>
   <translation>全部</translation>
  </message>
 </context>
 <context>
  <name>ClosingController</name>
  <message>
   <source>Don’t save</source>
   <translation>不保存</translation>
  </message>
  <message>
   <source>Floe</source>
   <translation>Floe</translation>
  </message>
  <message>
   <source>It is in no file, and is lost otherwise.</source>
   <translation>它不在任何文件中，不保存就会丢失。</translation>
  </message>
  <message>
   <source>It is in no file, and is lost otherwise:
{0}</source>
   <translation>它们不在任何文件中，不保存就会丢失：
{0}</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>保存</translation>
  </message>
  <message>
   <source>Save all</source>
   <translation>全部保存</translation>
  </message>
  <message>
   <source>Save what you did with {0} before closing?</source>
   <translation>关闭之前，要保存对 {0} 所做的工作吗？</translation>
  </message>
  <message>
   <source>Save what you did with {0} pictures before closing?</source>
   <translation>关闭之前，要保存对 {0} 幅图像所做的工作吗？</translation>
  </message>
  <message>
   <source>Save what you did with {0}?</source>
   <translation>要保存对 {0} 所做的工作吗？</translation>
  </message>
  <message>
   <source>and {0} more</source>
   <translation>另有 {0} 个</translation>
  </message>
 </context>
 <context>
  <name>ClusteringController</name>
  <message>
   <source>Centroids as JSON</source>
   <translation>质心 JSON</translation>
  </message>
  <message>
   <source>Open a start</source>
   <translation>打开起点</translation>
  </message>
 </context>
 <context>
  <name>ClusteringPanel</name>
  <message>
   <source>Given</source>
   <translation>给定</translation>
  </message>
  <message>
   <source>How k-means works</source>
   <translation>k-means 的原理</translation>
  </message>
  <message>
   <source>How?</source>
   <translation>原理？</translation>
  </message>
  <message>
   <source>Progress</source>
   <translation>进度</translation>
  </message>
  <message>
   <source>Read how k-means works (F8).</source>
   <translation>了解 k-means 的原理（F8）。</translation>
  </message>
  <message>
   <source>What the clustering is doing, or how it ended.</source>
   <translation>聚类正在做什么，或如何结束。</translation>
  </message>
 </context>
 <context>
  <name>ClustersTable</name>
  <message>
   <source>A model has proposed this name: F2 and Enter confirm it.</source>
   <translation>这个名称由模型建议：按 F2 和 Enter 确认。</translation>
  </message>
  <message>
   <source>Choose a cluster to see its pictures; type a name for it (F2).</source>
   <translation>选择一个聚类查看其图像；输入名称（F2）。</translation>
  </message>
  <message>
   <source>Cluster</source>
   <translation>聚类</translation>
  </message>
  <message>
   <source>Clusters</source>
   <translation>聚类</translation>
  </message>
  <message>
   <source>Pictures</source>
   <translation>图像</translation>
  </message>
  <message>
   <source>cluster {0}</source>
   <translation>聚类 {0}</translation>
  </message>
  <message>
   <source>could not be read</source>
   <translation>无法读取</translation>
  </message>
  <message>
   <source>noise: in no cluster</source>
   <translation>噪声：不属于任何聚类</translation>
  </message>
  <message>
   <source>there more than once</source>
   <translation>重复出现</translation>
  </message>
  <message>
   <source>{0} (proposed)</source>
   <translation>{0}（建议）</translation>
  </message>
 </context>
 <context>
  <name>CollectionDocument</name>
  <message>
   <source>Collection</source>
   <translation>图集</translation>
  </message>
  <message>
   <source>Floe</source>
   <translation>Floe</translation>
  </message>
  <message>
   <source>Names were changed in the file meanwhile: they are taken over.</source>
   <translation>其间文件中的名称有改动：已予采用。</translation>
  </message>
  <message>
   <source>Replace</source>
   <translation>替换</translation>
  </message>
  <message>
   <source>Save the collection to</source>
   <translation>把图集保存到</translation>
  </message>
  <message>
   <source>Sort the pictures first: then there is what to save.</source>
   <translation>请先对图像分类：然后才有可保存的内容。</translation>
  </message>
  <message>
   <source>Take names over</source>
   <translation>采用名称</translation>
  </message>
  <message>
   <source>There is a collection in {0} already. Replace it? Its runs and names are gone then; its other files stay.</source>
   <translation>{0} 中已有一个图集。要替换它吗？其运行和名称将不再存在；其他文件保留。</translation>
  </message>
 </context>
 <context>
  <name>CollectionExport</name>
  <message>
   <source>There is no map yet.</source>
   <translation>还没有分布图。</translation>
  </message>
 </context>
 <context>
  <name>CollectionExportDialog</name>
  <message>
   <source>&amp;Browse…</source>
   <translation>浏览(&amp;B)…</translation>
  </message>
  <message>
   <source>&amp;Folder</source>
   <translation>文件夹(&amp;F)</translation>
  </message>
  <message>
   <source>A row a picture with its cluster, and a table of the clusters.</source>
   <translation>每幅图像及其聚类一行，另附聚类表。</translation>
  </message>
  <message>
   <source>Browse</source>
   <translation>浏览</translation>
  </message>
  <message>
   <source>Choose the folder.</source>
   <translation>选择文件夹。</translation>
  </message>
  <message>
   <source>Clusters as labels</source>
   <translation>以聚类为标签</translation>
  </message>
  <message>
   <source>Contact sheet</source>
   <translation>缩略图表</translation>
  </message>
  <message>
   <source>Each picture with the cluster that it is in.</source>
   <translation>每幅图像及其所属聚类。</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>导出</translation>
  </message>
  <message>
   <source>Export the collection</source>
   <translation>导出图集</translation>
  </message>
  <message>
   <source>Folder</source>
   <translation>文件夹</translation>
  </message>
  <message>
   <source>Folder for the exported files</source>
   <translation>导出文件的文件夹</translation>
  </message>
  <message>
   <source>Labels for other programs</source>
   <translation>供其他程序使用的标签</translation>
  </message>
  <message>
   <source>Map</source>
   <translation>分布图</translation>
  </message>
  <message>
   <source>Pictures</source>
   <translation>图像</translation>
  </message>
  <message>
   <source>Small pictures by cluster, the most typical first.</source>
   <translation>按聚类排列的小图，最典型的在前。</translation>
  </message>
  <message>
   <source>Table</source>
   <translation>表格</translation>
  </message>
  <message>
   <source>Tables</source>
   <translation>表格</translation>
  </message>
  <message>
   <source>The map that is shown, a dot a picture in the colour of its cluster.</source>
   <translation>当前显示的分布图，每幅图像一个点，按聚类着色。</translation>
  </message>
  <message>
   <source>The table of pictures (clusters.csv), the record and the names always go along.</source>
   <translation>图像表（clusters.csv）、记录和名称总会一并写出。</translation>
  </message>
  <message>
   <source>Where the files are written.</source>
   <translation>文件写到哪里。</translation>
  </message>
  <message>
   <source>Write the files; it asks before it replaces another collection.</source>
   <translation>写出文件；替换其他图集前会询问。</translation>
  </message>
 </context>
 <context>
  <name>CollectionOpening</name>
  <message>
   <source>Opening the collection…</source>
   <translation>正在打开图集…</translation>
  </message>
  <message>
   <source>{0} of {1}</source>
   <translation>{0} / {1}</translation>
  </message>
 </context>
 <context>
  <name>CollectionPictures</name>
  <message>
   <source>Add pictures</source>
   <translation>添加图像</translation>
  </message>
  <message>
   <source>Leave pictures out</source>
   <translation>去掉图像</translation>
  </message>
  <message>
   <source>Looking for pictures…</source>
   <translation>正在查找图像…</translation>
  </message>
  <message>
   <source>Making sixty pictures…</source>
   <translation>正在生成六十幅图像…</translation>
  </message>
 </context>
 <context>
  <name>CollectionWorkspace</name>
  <message>
   <source>Choose pictures</source>
   <translation>选择图像</translation>
  </message>
  <message>
   <source>Choose the pictures of the collection</source>
   <translation>选择图集的图像</translation>
  </message>
  <message>
   <source>Drop a folder of pictures here</source>
   <translation>把图像文件夹拖放到这里</translation>
  </message>
  <message>
   <source>Floe shows which kinds of pictures are in it: name them, and take them apart.</source>
   <translation>Floe 会显示其中有哪些种类的图像：可以命名，也可以分开。</translation>
  </message>
  <message>
   <source>Open pictures</source>
   <translation>打开图像</translation>
  </message>
  <message>
   <source>Sort sixty made pictures of four kinds</source>
   <translation>对四类共六十幅生成的图像分类</translation>
  </message>
  <message>
   <source>Sort the pictures of a series</source>
   <translation>对序列的图像分类</translation>
  </message>
  <message>
   <source>Try the sample collection</source>
   <translation>试用图集样例</translation>
  </message>
 </context>
 <context>
  <name>ColourMenu</name>
  <message>
   <source>Any colour for this class; what it measures stays.</source>
   <translation>为此类别选任意颜色；所测内容不变。</translation>
  </message>
  <message>
   <source>Colour of “{0}”</source>
   <translation>“{0}”的颜色</translation>
  </message>
  <message>
   <source>Mean colour</source>
   <translation>平均颜色</translation>
  </message>
  <message>
   <source>Other colour…</source>
   <translation>其他颜色…</translation>
  </message>
  <message>
   <source>The mean colour of the pixels of the class, as at first.</source>
   <translation>类别像素的平均颜色，与最初相同。</translation>
  </message>
  <message>
   <source>{palette}: {colour}</source>
   <translation>{palette}：{colour}</translation>
  </message>
 </context>
 <context>
  <name>ColourSpaceView</name>
  <message>
   <source>3-D</source>
   <translation>三维</translation>
  </message>
  <message>
   <source>Axes of the colour space shown</source>
   <translation>颜色空间显示的坐标轴</translation>
  </message>
  <message>
   <source>Blue</source>
   <translation>蓝</translation>
  </message>
  <message>
   <source>Chroma · cos hue</source>
   <translation>彩度 · cos 色相</translation>
  </message>
  <message>
   <source>Chroma · sin hue</source>
   <translation>彩度 · sin 色相</translation>
  </message>
  <message>
   <source>Colour space</source>
   <translation>颜色空间</translation>
  </message>
  <message>
   <source>Colours of the picture and centroids</source>
   <translation>图像的颜色和质心</translation>
  </message>
  <message>
   <source>Drag to turn, the wheel zooms, double click shows it as at first. Drag a centroid and the clustering goes on from there. Shift and drag draws round colours to see their pixels.</source>
   <translation>拖动旋转，滚轮缩放，双击恢复初始视角。拖动质心，聚类从那里继续。按住 Shift 拖动可在颜色周围画圈，查看其像素。</translation>
  </message>
  <message>
   <source>Draw round colours with the mouse to see their pixels, instead of turning</source>
   <translation>用鼠标在颜色周围画圈查看其像素，而不是旋转</translation>
  </message>
  <message>
   <source>Green</source>
   <translation>绿</translation>
  </message>
  <message>
   <source>Grey value</source>
   <translation>灰度值</translation>
  </message>
  <message>
   <source>In space: three axes that can be turned, instead of two</source>
   <translation>三维显示：三个可以旋转的坐标轴，而不是两个</translation>
  </message>
  <message>
   <source>Red</source>
   <translation>红</translation>
  </message>
  <message>
   <source>Share, %</source>
   <translation>占比，%</translation>
  </message>
  <message>
   <source>The axes shown; the clustering always uses all of them</source>
   <translation>显示的坐标轴；聚类始终使用全部坐标轴</translation>
  </message>
  <message>
   <source>The picture's colours, and the way of each centroid from its start to where it stands. Drag a centroid and the clustering goes on from there; draw round colours to see their pixels.</source>
   <translation>图像的颜色，以及每个质心从起始到当前位置的轨迹。拖动质心，聚类从那里继续；在颜色周围画圈可看到其像素。</translation>
  </message>
  <message>
   <source>Value</source>
   <translation>明度</translation>
  </message>
 </context>
 <context>
  <name>CompareController</name>
  <message>
   <source>Compare no more</source>
   <translation>不再比较</translation>
  </message>
  <message>
   <source>Compare the map with labels that somebody else, or another program, has made of this picture: COCO or labelme, masks, or a label raster.</source>
   <translation>把图与别人或另一程序为本图像制作的标签比较：COCO 或 labelme、掩膜，或标签栅格。</translation>
  </message>
  <message>
   <source>Comparing the runs…</source>
   <translation>正在比较运行…</translation>
  </message>
  <message>
   <source>Open a picture to compare its map with labels from elsewhere.</source>
   <translation>打开图像后可以把其图与外部标签比较。</translation>
  </message>
  <message>
   <source>The comparison is copied.</source>
   <translation>比较结果已复制。</translation>
  </message>
  <message>
   <source>The first segmentation comes first.</source>
   <translation>请先得到第一个分割结果。</translation>
  </message>
 </context>
 <context>
  <name>CompareDialog</name>
  <message>
   <source>Choose the pictures that are not where their cluster went.</source>
   <translation>选择没有随其聚类走的图像。</translation>
  </message>
  <message>
   <source>Choose what moved</source>
   <translation>选择有变动的</translation>
  </message>
  <message>
   <source>Compare runs</source>
   <translation>比较运行</translation>
  </message>
  <message>
   <source>Compare with</source>
   <translation>比较对象</translation>
  </message>
  <message>
   <source>Pictures by clusters of both runs</source>
   <translation>按两次运行的聚类统计的图像</translation>
  </message>
  <message>
   <source>Rows: clusters of the run that is compared with; columns: of the one that is shown.</source>
   <translation>行：比较对象的聚类；列：当前显示的运行的聚类。</translation>
  </message>
  <message>
   <source>Shown: {0}</source>
   <translation>当前显示：{0}</translation>
  </message>
  <message>
   <source>{0} of {1} pictures are not where their cluster went; agreement (ARI) {2}.</source>
   <translation>{1} 幅图像中有 {0} 幅没有随其聚类走；一致程度（ARI）{2}。</translation>
  </message>
  <message>
   <source>{0} pictures are in one of the runs alone, and do not count.</source>
   <translation>{0} 幅图像只在其中一次运行中，不计入。</translation>
  </message>
 </context>
 <context>
  <name>CompareView</name>
  <message>
   <source>Colours of the differences</source>
   <translation>差异的颜色</translation>
  </message>
  <message>
   <source>Compare no more</source>
   <translation>不再比较</translation>
  </message>
  <message>
   <source>Compare the map with labels from elsewhere: COCO or labelme (JSON), masks (several files, a class each), or a label raster.</source>
   <translation>把图与外部标签比较：COCO 或 labelme（JSON）、掩膜（几个文件，每个一个类别），或标签栅格。</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>复制</translation>
  </message>
  <message>
   <source>Copy both tables, for a spreadsheet.</source>
   <translation>复制两个表格，供电子表格使用。</translation>
  </message>
  <message>
   <source>Differences</source>
   <translation>差异</translation>
  </message>
  <message>
   <source>How far both agree</source>
   <translation>两者的一致程度</translation>
  </message>
  <message>
   <source>Lay over the segmentation where both differ; of the chosen row alone where one is chosen.</source>
   <translation>把不同之处叠加在分割结果上；选中一行时只显示该行。</translation>
  </message>
  <message>
   <source>Open labels…</source>
   <translation>打开标签…</translation>
  </message>
  <message>
   <source>Pixels, here ↓ and there →</source>
   <translation>像素，这里 ↓ 那里 →</translation>
  </message>
  <message>
   <source>Put the labels away: compare no more.</source>
   <translation>收起标签：不再比较。</translation>
  </message>
  <message>
   <source>What must be known beside the figures</source>
   <translation>数字之外应当知道的</translation>
  </message>
  <message>
   <source>another class</source>
   <translation>另一类别</translation>
  </message>
  <message>
   <source>only here</source>
   <translation>仅这里</translation>
  </message>
  <message>
   <source>only there</source>
   <translation>仅那里</translation>
  </message>
 </context>
 <context>
  <name>Comparison</name>
  <message>
   <source>How densely the segmentation covers the picture. It changes no number.</source>
   <translation>分割结果覆盖图像的浓淡。不改变任何数字。</translation>
  </message>
  <message>
   <source>Opacity of the segmentation</source>
   <translation>分割结果的不透明度</translation>
  </message>
  <message>
   <source>Original</source>
   <translation>原图</translation>
  </message>
  <message>
   <source>Original | Segmentation</source>
   <translation>原图 | 分割结果</translation>
  </message>
  <message>
   <source>Segmentation</source>
   <translation>分割结果</translation>
  </message>
  <message>
   <source>Segmentation over the original</source>
   <translation>分割结果叠加在原图上</translation>
  </message>
 </context>
 <context>
  <name>Complaints</name>
  <message>
   <source>Floe</source>
   <translation>Floe</translation>
  </message>
 </context>
 <context>
  <name>ConcentrationDialog</name>
  <message>
   <source>&amp;Threshold</source>
   <translation>阈值(&amp;T)</translation>
  </message>
  <message>
   <source>&amp;Values of 0 and 100 %</source>
   <translation>0 和 100 % 的值(&amp;V)</translation>
  </message>
  <message>
   <source>All cells measured</source>
   <translation>全部被测格元</translation>
  </message>
  <message>
   <source>Area</source>
   <translation>面积</translation>
  </message>
  <message>
   <source>Cells</source>
   <translation>格元</translation>
  </message>
  <message>
   <source>Cells of at least this concentration make the extent.</source>
   <translation>密集度不低于此值的格元构成海冰范围。</translation>
  </message>
  <message>
   <source>Copy as text</source>
   <translation>复制为文本</translation>
  </message>
  <message>
   <source>Extent</source>
   <translation>海冰范围</translation>
  </message>
  <message>
   <source>Ice area</source>
   <translation>海冰面积</translation>
  </message>
  <message>
   <source>Ice concentration of {0}</source>
   <translation>{0} 的海冰密集度</translation>
  </message>
  <message>
   <source>Left out: {0}.</source>
   <translation>未计入：{0}。</translation>
  </message>
  <message>
   <source>Mean concentration within the extent: {0} %.</source>
   <translation>范围内的平均密集度：{0} %。</translation>
  </message>
  <message>
   <source>Measuring…</source>
   <translation>正在测量…</translation>
  </message>
  <message>
   <source>Planar</source>
   <translation>平面</translation>
  </message>
  <message>
   <source>Planar − true</source>
   <translation>平面 − 真实</translation>
  </message>
  <message>
   <source>Put the figures and what they rest on onto the clipboard.</source>
   <translation>把数字及其依据复制到剪贴板。</translation>
  </message>
  <message>
   <source>Scale: {0}.</source>
   <translation>标定：{0}。</translation>
  </message>
  <message>
   <source>The values of 0 % and 100 %, such as 0..250. Others are flags: they are left out.</source>
   <translation>0 % 和 100 % 对应的值，例如 0..250。其他值是标志：不计入。</translation>
  </message>
  <message>
   <source>Threshold</source>
   <translation>阈值</translation>
  </message>
  <message>
   <source>True</source>
   <translation>真实</translation>
  </message>
  <message>
   <source>Values of 0 and 100 per cent</source>
   <translation>0 和 100 % 对应的值</translation>
  </message>
  <message>
   <source>as the file tells</source>
   <translation>按文件的说明</translation>
  </message>
 </context>
 <context>
  <name>ConfusionModel</name>
  <message>
   <source>{0} pixels are “{1}” here and “{2}” there.</source>
   <translation>{0} 个像素在这里是“{1}”，在那里是“{2}”。</translation>
  </message>
 </context>
 <context>
  <name>ConfusionTable</name>
  <message>
   <source>Pixels by class here and there</source>
   <translation>按这里和那里的类别统计的像素</translation>
  </message>
 </context>
 <context>
  <name>CriteriaLegend</name>
  <message>
   <source>Legend</source>
   <translation>图例</translation>
  </message>
  <message>
   <source>recommended</source>
   <translation>推荐</translation>
  </message>
  <message>
   <source>the k it names</source>
   <translation>它选定的 k</translation>
  </message>
  <message>
   <source>weakest cluster</source>
   <translation>最弱的聚类</translation>
  </message>
 </context>
 <context>
  <name>CriteriaView</name>
  <message>
   <source>BIC ↑</source>
   <translation>BIC ↑</translation>
  </message>
  <message>
   <source>Calinski–Harabasz ↑</source>
   <translation>Calinski–Harabasz ↑</translation>
  </message>
  <message>
   <source>Davies–Bouldin ↓</source>
   <translation>戴维斯–博尔丁 ↓</translation>
  </message>
  <message>
   <source>Gap ↑</source>
   <translation>间隔统计量 ↑</translation>
  </message>
  <message>
   <source>How alike each cluster is to the one most like it: less is better.</source>
   <translation>每个聚类与最像它的聚类有多相似：越小越好。</translation>
  </message>
  <message>
   <source>How much nearer the pixels are to their own centroid than to the next: 1 is best.
The second line is the cluster that stands apart least; from 0.7 on it is clear.</source>
   <translation>像素离自己的质心比离下一个质心近多少：1 最好。
第二条线是最分不开的聚类；从 0.7 起为明确。</translation>
  </message>
  <message>
   <source>How much tighter than colours without any groups. It names the first k that the
next one does not exceed by more than its error.</source>
   <translation>比没有任何分组的颜色紧密多少。它选定第一个 k，
使下一个不超过它一个误差以上。</translation>
  </message>
  <message>
   <source>Inertia, elbow</source>
   <translation>惯性，肘部</translation>
  </message>
  <message>
   <source>Likelihood less the price of more clusters: more is better. Millions of pixels
make the price small, so that it often still rises at the end and names no k.</source>
   <translation>似然减去聚类增多的代价：越大越好。像素数以百万计时代价很小，
因此往往到末端仍在上升，不选定任何 k。</translation>
  </message>
  <message>
   <source>Silhouette ↑</source>
   <translation>轮廓系数 ↑</translation>
  </message>
  <message>
   <source>Squared distances to the nearest centroid: falls with every k.
The ring is the elbow (Kneedle); it never decides alone.</source>
   <translation>到最近质心的距离平方和：随 k 增大总是下降。
圆圈为肘部（Kneedle）；它从不单独决定。</translation>
  </message>
  <message>
   <source>Stability ↑</source>
   <translation>稳定性 ↑</translation>
  </message>
  <message>
   <source>Variance between the clusters by variance within them: more is better.</source>
   <translation>聚类之间的方差与聚类之内的方差之比：越大越好。</translation>
  </message>
  <message>
   <source>Whether other seeds find the same clusters (adjusted Rand index): 1 is the same.
It names no k; below 0.8 a k is not trusted.</source>
   <translation>其他种子是否找到同样的聚类（调整兰德指数）：1 为相同。
它不选定 k；低于 0.8 的 k 不可信。</translation>
  </message>
 </context>
 <context>
  <name>CriterionPlot</name>
  <message>
   <source>, weakest cluster {0}</source>
   <translation>，最弱的聚类 {0}</translation>
  </message>
 </context>
 <context>
  <name>CropController</name>
  <message>
   <source>Crop</source>
   <translation>裁剪</translation>
  </message>
  <message>
   <source>Remove the crop</source>
   <translation>移除裁剪</translation>
  </message>
 </context>
 <context>
  <name>CropOptions</name>
  <message>
   <source>Cluster and measure all of the picture again.</source>
   <translation>恢复对整幅图像聚类和测量。</translation>
  </message>
  <message>
   <source>Cluster and measure this part alone; the rest counts as no data. (Enter)</source>
   <translation>只对这部分聚类和测量；其余按无数据处理。（Enter）</translation>
  </message>
  <message>
   <source>Crop</source>
   <translation>裁剪</translation>
  </message>
  <message>
   <source>First column of the crop, from 0</source>
   <translation>裁剪的第一列，从 0 起</translation>
  </message>
  <message>
   <source>First row of the crop, from 0</source>
   <translation>裁剪的第一行，从 0 起</translation>
  </message>
  <message>
   <source>H</source>
   <translation>高</translation>
  </message>
  <message>
   <source>Height of the crop in pixels</source>
   <translation>裁剪的高度，以像素计</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>移除</translation>
  </message>
  <message>
   <source>Remove the crop</source>
   <translation>移除裁剪</translation>
  </message>
  <message>
   <source>W</source>
   <translation>宽</translation>
  </message>
  <message>
   <source>Width of the crop in pixels</source>
   <translation>裁剪的宽度，以像素计</translation>
  </message>
  <message>
   <source>X</source>
   <translation>X</translation>
  </message>
  <message>
   <source>Y</source>
   <translation>Y</translation>
  </message>
 </context>
 <context>
  <name>CropTool</name>
  <message>
   <source>Crop</source>
   <translation>裁剪</translation>
  </message>
  <message>
   <source>Drag an edge, or a new frame. Enter crops, Esc gives up.</source>
   <translation>拖动边，或另画一个框。Enter 裁剪，Esc 放弃。</translation>
  </message>
 </context>
 <context>
  <name>Curtain</name>
  <message>
   <source>Curtain between original and segmentation</source>
   <translation>原图与分割结果之间的卷帘</translation>
  </message>
  <message>
   <source>Drag: original left, segmentation right. Arrow keys move it too.</source>
   <translation>拖动：左为原图，右为分割结果。方向键也可以移动它。</translation>
  </message>
 </context>
 <context>
  <name>DatesController</name>
  <message>
   <source>Change date</source>
   <translation>更改日期</translation>
  </message>
  <message>
   <source>Change dates</source>
   <translation>更改日期</translation>
  </message>
  <message>
   <source>camera</source>
   <translation>相机</translation>
  </message>
  <message>
   <source>file</source>
   <translation>文件</translation>
  </message>
  <message>
   <source>name</source>
   <translation>名称</translation>
  </message>
  <message>
   <source>scene</source>
   <translation>场景</translation>
  </message>
  <message>
   <source>typed</source>
   <translation>输入</translation>
  </message>
 </context>
 <context>
  <name>DatesPanel</name>
  <message>
   <source>Date</source>
   <translation>日期</translation>
  </message>
  <message>
   <source>Date in names</source>
   <translation>名称中的日期</translation>
  </message>
  <message>
   <source>Date in the names</source>
   <translation>名称中的日期</translation>
  </message>
  <message>
   <source>When the chosen picture was taken, for example 2024-05-01 or 2024-05-01 12:30.</source>
   <translation>所选图像的拍摄时间，例如 2024-05-01 或 2024-05-01 12:30。</translation>
  </message>
  <message>
   <source>When the {0} chosen pictures were taken, for example 2024-05-01.</source>
   <translation>所选 {0} 幅图像的拍摄时间，例如 2024-05-01。</translation>
  </message>
  <message>
   <source>Where the date stands in the names, for example scene_%Y-%m-%d*: %Y, %m, %d, %j for the day of the year, %H, %M, %S; * and ? for other characters. Empty: as it is found.</source>
   <translation>日期在名称中的位置，例如 scene_%Y-%m-%d*：%Y、%m、%d，%j 为一年中的第几天，%H、%M、%S；* 和 ? 代表其他字符。留空：自动查找。</translation>
  </message>
  <message>
   <source>choose a picture</source>
   <translation>请选择图像</translation>
  </message>
  <message>
   <source>none found</source>
   <translation>没有找到</translation>
  </message>
  <message>
   <source>none known</source>
   <translation>未知</translation>
  </message>
 </context>
 <context>
  <name>DefectController</name>
  <message>
   <source>Floe made a mistake: please report it with its details. What is open stays as it is.</source>
   <translation>Floe 出错了：请连同详细信息报告。已打开的内容保持原样。</translation>
  </message>
 </context>
 <context>
  <name>Dialogs</name>
  <message>
   <source>Leave everything as it is.</source>
   <translation>保持一切不变。</translation>
  </message>
 </context>
 <context>
  <name>Display</name>
  <message>
   <source>2nd to 98th percentile</source>
   <translation>第 2 到第 98 百分位</translation>
  </message>
  <message>
   <source>Automatic</source>
   <translation>自动</translation>
  </message>
  <message>
   <source>Least to greatest value</source>
   <translation>最小值到最大值</translation>
  </message>
 </context>
 <context>
  <name>DisplayController</name>
  <message>
   <source>Copied: the pictures as they are seen.</source>
   <translation>已复制：所见的图像。</translation>
  </message>
  <message>
   <source>display changed</source>
   <translation>显示已更改</translation>
  </message>
  <message>
   <source>shown as {0}</source>
   <translation>以{0}显示</translation>
  </message>
 </context>
 <context>
  <name>DisplayDialog</name>
  <message>
   <source>Band shown as blue</source>
   <translation>显示为蓝色的波段</translation>
  </message>
  <message>
   <source>Band shown as green</source>
   <translation>显示为绿色的波段</translation>
  </message>
  <message>
   <source>Band shown as red</source>
   <translation>显示为红色的波段</translation>
  </message>
  <message>
   <source>Blue</source>
   <translation>蓝</translation>
  </message>
  <message>
   <source>Brightness</source>
   <translation>亮度</translation>
  </message>
  <message>
   <source>Contrast</source>
   <translation>对比度</translation>
  </message>
  <message>
   <source>Display</source>
   <translation>显示</translation>
  </message>
  <message>
   <source>Green</source>
   <translation>绿</translation>
  </message>
  <message>
   <source>Only what is seen: no number changes.</source>
   <translation>只影响显示：不改变任何数字。</translation>
  </message>
  <message>
   <source>Own choice</source>
   <translation>自定</translation>
  </message>
  <message>
   <source>Preset</source>
   <translation>预设</translation>
  </message>
  <message>
   <source>Preset of bands</source>
   <translation>波段预设</translation>
  </message>
  <message>
   <source>Red</source>
   <translation>红</translation>
  </message>
  <message>
   <source>Reset</source>
   <translation>重置</translation>
  </message>
  <message>
   <source>Show the picture as it was opened.</source>
   <translation>按打开时的样子显示图像。</translation>
  </message>
  <message>
   <source>Stretch</source>
   <translation>拉伸</translation>
  </message>
 </context>
 <context>
  <name>DistancePlot</name>
  <message>
   <source>Below the line lie pictures of clusters, above it noise: ε is where the curve bends. Click to choose another.</source>
   <translation>线以下是聚类的图像，线以上是噪声：ε 位于曲线弯折处。点击可另选。</translation>
  </message>
  <message>
   <source>Distances to the neighbour that min-samples says</source>
   <translation>到 min-samples 所指近邻的距离</translation>
  </message>
  <message>
   <source>ε = {0}, as chosen</source>
   <translation>ε = {0}，所选</translation>
  </message>
  <message>
   <source>ε = {0}, where it bends</source>
   <translation>ε = {0}，弯折处</translation>
  </message>
 </context>
 <context>
  <name>DockButtons</name>
  <message>
   <source>Close</source>
   <translation>关闭</translation>
  </message>
  <message>
   <source>Close; View → Panels shows it again</source>
   <translation>关闭；“视图 → 面板”可重新显示</translation>
  </message>
  <message>
   <source>Float</source>
   <translation>浮动</translation>
  </message>
  <message>
   <source>Take the panel out of the window, or put it back</source>
   <translation>把面板移出窗口，或放回</translation>
  </message>
 </context>
 <context>
  <name>DockTabs</name>
  <message>
   <source>Close</source>
   <translation>关闭</translation>
  </message>
  <message>
   <source>Close; View → Panels shows it again</source>
   <translation>关闭；“视图 → 面板”可重新显示</translation>
  </message>
  <message>
   <source>Float</source>
   <translation>浮动</translation>
  </message>
  <message>
   <source>Fold</source>
   <translation>折叠</translation>
  </message>
  <message>
   <source>Leave only the tabs; so does a second press on a tab</source>
   <translation>只留下标签；再按一次标签也可以</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>展开</translation>
  </message>
  <message>
   <source>Open the panel; so does a press on a tab</source>
   <translation>展开面板；按标签也可以</translation>
  </message>
  <message>
   <source>Take the panel out of the window, or put it back</source>
   <translation>把面板移出窗口，或放回</translation>
  </message>
 </context>
 <context>
  <name>Docks</name>
  <message>
   <source>Accuracy</source>
   <translation>精度</translation>
  </message>
  <message>
   <source>Analysis</source>
   <translation>分析</translation>
  </message>
  <message>
   <source>Choosing k</source>
   <translation>选择 k</translation>
  </message>
  <message>
   <source>Classes</source>
   <translation>类别</translation>
  </message>
  <message>
   <source>Clean up</source>
   <translation>清理</translation>
  </message>
  <message>
   <source>Clustering</source>
   <translation>聚类</translation>
  </message>
  <message>
   <source>Compare</source>
   <translation>比较</translation>
  </message>
  <message>
   <source>Convergence</source>
   <translation>收敛过程</translation>
  </message>
  <message>
   <source>Every connected piece of a class: its size and shape, and how many there are of each size.</source>
   <translation>类别的每个连通部分：大小和形状，以及各种大小有多少。</translation>
  </message>
  <message>
   <source>Gallery</source>
   <translation>图库</translation>
  </message>
  <message>
   <source>How far the map agrees with labels from elsewhere, class by class.</source>
   <translation>图与外部标签的一致程度，逐个类别。</translation>
  </message>
  <message>
   <source>How it works</source>
   <translation>原理</translation>
  </message>
  <message>
   <source>How the clusters were found, iteration by iteration.</source>
   <translation>逐次迭代显示聚类是如何找到的。</translation>
  </message>
  <message>
   <source>Inside</source>
   <translation>区域内</translation>
  </message>
  <message>
   <source>Kinds of pictures</source>
   <translation>图像的种类</translation>
  </message>
  <message>
   <source>Learning</source>
   <translation>学习</translation>
  </message>
  <message>
   <source>Legend</source>
   <translation>图例</translation>
  </message>
  <message>
   <source>Pictures</source>
   <translation>图像</translation>
  </message>
  <message>
   <source>Profile</source>
   <translation>剖面</translation>
  </message>
  <message>
   <source>Regions</source>
   <translation>区域</translation>
  </message>
  <message>
   <source>The maps of every layer of a pretrained network or a feature, as pictures.</source>
   <translation>预训练网络或特征的每一层的特征图。</translation>
  </message>
  <message>
   <source>The values along a line, and the classes that it crosses.</source>
   <translation>沿一条线的值，以及所经过的类别。</translation>
  </message>
  <message>
   <source>What features learn from the picture: their losses, what they draw, and what they say.</source>
   <translation>特征从图像学到什么：损失、重建和输出。</translation>
  </message>
  <message>
   <source>What speaks for each number of clusters, and what each looks like.</source>
   <translation>每个聚类数的依据，以及各自的样子。</translation>
  </message>
  <message>
   <source>What the network sees</source>
   <translation>网络看到了什么</translation>
  </message>
  <message>
   <source>Why here?</source>
   <translation>为何如此？</translation>
  </message>
 </context>
 <context>
  <name>DocumentController</name>
  <message>
   <source>Choose the picture…</source>
   <translation>选择图像…</translation>
  </message>
  <message>
   <source>Choose the right one, or measure this one: the clustering is run on it, and all numbers are new.</source>
   <translation>请选择正确的图像，或测量这一幅：在其上重新聚类，所有数字都是新的。</translation>
  </message>
  <message>
   <source>Choose the right one.</source>
   <translation>请选择正确的图像。</translation>
  </message>
  <message>
   <source>Choose where it is now. Nothing is changed until it is found.</source>
   <translation>请选择它现在的位置。找到之前不作任何改动。</translation>
  </message>
  <message>
   <source>Floe</source>
   <translation>Floe</translation>
  </message>
  <message>
   <source>Measure this one</source>
   <translation>测量这一幅</translation>
  </message>
  <message>
   <source>Saving…</source>
   <translation>正在保存…</translation>
  </message>
  <message>
   <source>The picture inside {0} is damaged, and {1} is not there.</source>
   <translation>{0} 中的图像已损坏，而 {1} 不在那里。</translation>
  </message>
  <message>
   <source>The picture of {0}</source>
   <translation>{0} 的图像</translation>
  </message>
  <message>
   <source>The picture of {0} is not there any more: {1}</source>
   <translation>{0} 的图像已不存在：{1}</translation>
  </message>
  <message>
   <source>{0} is not the picture that {1} was made with: its content is another.</source>
   <translation>{0} 不是制作 {1} 所用的图像：内容不同。</translation>
  </message>
 </context>
 <context>
  <name>DropHint</name>
  <message>
   <source>Open…</source>
   <translation>打开…</translation>
  </message>
  <message>
   <source>Try the sample</source>
   <translation>试用样例</translation>
  </message>
 </context>
 <context>
  <name>EditController</name>
  <message>
   <source>Erase edits</source>
   <translation>擦除修改</translation>
  </message>
  <message>
   <source>Give lasso away</source>
   <translation>把套索内的像素给予其他类别</translation>
  </message>
  <message>
   <source>Give region away</source>
   <translation>把区域给予其他类别</translation>
  </message>
  <message>
   <source>Give this region of “{0}” to</source>
   <translation>把“{0}”的这个区域给予</translation>
  </message>
  <message>
   <source>Paint</source>
   <translation>涂画</translation>
  </message>
  <message>
   <source>The classes are not there yet: wait until the picture is clustered.</source>
   <translation>类别尚未得到：请等待图像聚类完成。</translation>
  </message>
  <message>
   <source>no class (leave out)</source>
   <translation>无类别（排除）</translation>
  </message>
 </context>
 <context>
  <name>EditOptions</name>
  <message>
   <source> px</source>
   <translation> px</translation>
  </message>
  <message>
   <source>Class</source>
   <translation>类别</translation>
  </message>
  <message>
   <source>Diameter of the brush in pixels of the picture. Keys: [ and ]</source>
   <translation>画笔的直径，以图像像素计。按键：[ 和 ]</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>大小</translation>
  </message>
  <message>
   <source>Size of the brush</source>
   <translation>画笔大小</translation>
  </message>
 </context>
 <context>
  <name>EditedRow</name>
  <message>
   <source>Of which by hand: {0}</source>
   <translation>其中手工：{0}</translation>
  </message>
  <message>
   <source>Pixels that would be in another class without the edits by hand.</source>
   <translation>没有手工修改就会属于其他类别的像素。</translation>
  </message>
 </context>
 <context>
  <name>Editing</name>
  <message>
   <source>Add point</source>
   <translation>添加点</translation>
  </message>
  <message>
   <source>Remove point</source>
   <translation>移除点</translation>
  </message>
 </context>
 <context>
  <name>EllipseTool</name>
  <message>
   <source>Drag from corner to corner of its box. Shift adds, Alt cuts out.</source>
   <translation>从外接框的一角拖到对角。Shift 添加，Alt 剪去。</translation>
  </message>
  <message>
   <source>Ellipse</source>
   <translation>椭圆</translation>
  </message>
 </context>
 <context>
  <name>EraserTool</name>
  <message>
   <source>Eraser</source>
   <translation>橡皮</translation>
  </message>
  <message>
   <source>Take edits by hand away: the pixels get the class back that was computed.</source>
   <translation>取消手工修改：像素恢复计算得到的类别。</translation>
  </message>
 </context>
 <context>
  <name>ErrorRow</name>
  <message>
   <source>Areas and ±: {0}</source>
   <translation>面积和 ±：{0}</translation>
  </message>
  <message>
   <source>± of border and starts: what mixed pixels, other starts of k-means and the scale leave
open. Whether the classes are what their names say is not in it: points tell that.</source>
   <translation>边界和起点的 ±：混合像素、k-means 的其他起点和标定留下的不确定。
类别是否真是名称所说的东西不在其中：这由检查点说明。</translation>
  </message>
  <message>
   <source>±: of border and starts</source>
   <translation>±：边界和起点</translation>
  </message>
 </context>
 <context>
  <name>ExampleController</name>
  <message>
   <source>Add example</source>
   <translation>添加样例</translation>
  </message>
  <message>
   <source>Keep the names</source>
   <translation>保留名称</translation>
  </message>
  <message>
   <source>Learn from the examples</source>
   <translation>从样例学习</translation>
  </message>
  <message>
   <source>Remove examples</source>
   <translation>移除样例</translation>
  </message>
  <message>
   <source>Type what it is an example of, then click on it.</source>
   <translation>请先输入它是什么的样例，再点击。</translation>
  </message>
 </context>
 <context>
  <name>ExampleDrawing</name>
  <message>
   <source>Drawing of the six points</source>
   <translation>六个点的图</translation>
  </message>
 </context>
 <context>
  <name>ExampleOptions</name>
  <message>
   <source>A classifier learns from the examples what each pixel is; steps and edits come after it. Areas have no ± then. (Shift+T)</source>
   <translation>分类器从样例学习每个像素是什么；步骤和修改在其后进行。此时面积没有 ±。（Shift+T）</translation>
  </message>
  <message>
   <source>A pixel is what its cluster is named: by its examples, or by you.</source>
   <translation>像素由其聚类的名称决定：来自样例，或由用户命名。</translation>
  </message>
  <message>
   <source>Ask next</source>
   <translation>问下一处</translation>
  </message>
  <message>
   <source>Class of the examples</source>
   <translation>样例的类别</translation>
  </message>
  <message>
   <source>Example of</source>
   <translation>样例类别</translation>
  </message>
  <message>
   <source>Go to where the next example helps most; a number key says what is there. (Ctrl+T)</source>
   <translation>转到下一个样例最有帮助的地方；按数字键说明那里是什么。（Ctrl+T）</translation>
  </message>
  <message>
   <source>Learn</source>
   <translation>学习</translation>
  </message>
  <message>
   <source>Names</source>
   <translation>名称</translation>
  </message>
  <message>
   <source>Remove all examples</source>
   <translation>移除所有样例</translation>
  </message>
  <message>
   <source>Remove all examples; the classes stay as they are.</source>
   <translation>移除所有样例；类别保持不变。</translation>
  </message>
  <message>
   <source>What the next click or scribble is an example of; type a name.</source>
   <translation>下一次点击或涂画是什么的样例；请输入名称。</translation>
  </message>
  <message>
   <source>for example ice</source>
   <translation>例如 冰</translation>
  </message>
 </context>
 <context>
  <name>ExampleTool</name>
  <message>
   <source>Click or scribble on the class: its cluster takes that name, whatever k is.</source>
   <translation>点击或涂画该类别：其聚类取这个名称，无论 k 是多少。</translation>
  </message>
  <message>
   <source>Examples</source>
   <translation>样例</translation>
  </message>
 </context>
 <context>
  <name>ExportActions</name>
  <message>
   <source>Exporting…</source>
   <translation>正在导出…</translation>
  </message>
 </context>
 <context>
  <name>ExportController</name>
  <message>
   <source>Export</source>
   <translation>导出</translation>
  </message>
  <message>
   <source>Exporting {0}…</source>
   <translation>正在导出 {0}…</translation>
  </message>
  <message>
   <source>{0} % of all pixels: {1}</source>
   <translation>全部像素的 {0} %：{1}</translation>
  </message>
  <message>
   <source>{0} of {1}: {2}</source>
   <translation>{0} / {1}：{2}</translation>
  </message>
 </context>
 <context>
  <name>ExportDialog</name>
  <message>
   <source>&amp;Author</source>
   <translation>作者(&amp;A)</translation>
  </message>
  <message>
   <source>&amp;Browse…</source>
   <translation>浏览(&amp;B)…</translation>
  </message>
  <message>
   <source>&amp;Folder</source>
   <translation>文件夹(&amp;F)</translation>
  </message>
  <message>
   <source>&amp;Name</source>
   <translation>名称(&amp;N)</translation>
  </message>
  <message>
   <source>A name cannot hold “{0}”.</source>
   <translation>名称不能含有“{0}”。</translation>
  </message>
  <message>
   <source>Author</source>
   <translation>作者</translation>
  </message>
  <message>
   <source>Browse</source>
   <translation>浏览</translation>
  </message>
  <message>
   <source>Choose a folder.</source>
   <translation>请选择文件夹。</translation>
  </message>
  <message>
   <source>Choose at least one result.</source>
   <translation>请至少选择一种结果。</translation>
  </message>
  <message>
   <source>Choose the folder.</source>
   <translation>选择文件夹。</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>导出</translation>
  </message>
  <message>
   <source>Export 1 file</source>
   <translation>导出 1 个文件</translation>
  </message>
  <message>
   <source>Export {0} files</source>
   <translation>导出 {0} 个文件</translation>
  </message>
  <message>
   <source>Files of this name that are there will be replaced: {0}.</source>
   <translation>以下同名文件会被替换：{0}。</translation>
  </message>
  <message>
   <source>Folder</source>
   <translation>文件夹</translation>
  </message>
  <message>
   <source>Folder for the exported files</source>
   <translation>导出文件的文件夹</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>名称</translation>
  </message>
  <message>
   <source>No&amp;te</source>
   <translation>附注(&amp;T)</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>附注</translation>
  </message>
  <message>
   <source>Type a name for the files.</source>
   <translation>请输入文件的名称。</translation>
  </message>
  <message>
   <source>What a reader of the report should know: where, when, what for.</source>
   <translation>报告的读者应当知道的：地点、时间、目的。</translation>
  </message>
  <message>
   <source>What the names of all files begin with.</source>
   <translation>所有文件名的开头部分。</translation>
  </message>
  <message>
   <source>Where the files are written.</source>
   <translation>文件写到哪里。</translation>
  </message>
  <message>
   <source>Who reports: stands in the report.</source>
   <translation>报告的作者：写在报告中。</translation>
  </message>
  <message>
   <source>Write the files; those there are replaced.</source>
   <translation>写出文件；已有的会被替换。</translation>
  </message>
 </context>
 <context>
  <name>ExportMenu</name>
  <message>
   <source>{0} ({1})…</source>
   <translation>{0}（{1}）…</translation>
  </message>
 </context>
 <context>
  <name>Exports</name>
  <message>
   <source>A file a class, white where it is; GeoTIFF on a map, else PNG.</source>
   <translation>每个类别一个文件，类别所在处为白色；有地图时为 GeoTIFF，否则为 PNG。</translation>
  </message>
  <message>
   <source>All classes</source>
   <translation>所有类别</translation>
  </message>
  <message>
   <source>Annotations</source>
   <translation>标注</translation>
  </message>
  <message>
   <source>Area, shape and place of every region.</source>
   <translation>每个区域的面积、形状和位置。</translation>
  </message>
  <message>
   <source>Areas</source>
   <translation>面积</translation>
  </message>
  <message>
   <source>Areas and accuracy of each class by the points of the check.</source>
   <translation>由检验的检查点得出的各类别面积和精度。</translation>
  </message>
  <message>
   <source>Areas inside</source>
   <translation>内部面积</translation>
  </message>
  <message>
   <source>By points</source>
   <translation>按检查点</translation>
  </message>
  <message>
   <source>Classes</source>
   <translation>类别</translation>
  </message>
  <message>
   <source>Comparison</source>
   <translation>比较</translation>
  </message>
  <message>
   <source>Confusion</source>
   <translation>混淆矩阵</translation>
  </message>
  <message>
   <source>Convergence</source>
   <translation>收敛过程</translation>
  </message>
  <message>
   <source>Differences</source>
   <translation>差异</translation>
  </message>
  <message>
   <source>Every class in the colour that you chose, else in its mean colour.</source>
   <translation>每个类别用所选的颜色，否则用其平均颜色。</translation>
  </message>
  <message>
   <source>Every cluster in its mean colour, also where classes were merged.</source>
   <translation>每个聚类用其平均颜色，合并的类别也是。</translation>
  </message>
  <message>
   <source>Every iteration, before clean-up and edits. GIF is shown everywhere.</source>
   <translation>清理和修改之前的每次迭代。GIF 在任何地方都能显示。</translation>
  </message>
  <message>
   <source>For training networks. COCO is exact; YOLO's format knows no holes.</source>
   <translation>用于训练网络。COCO 是精确的；YOLO 格式没有孔洞。</translation>
  </message>
  <message>
   <source>Geometry</source>
   <translation>几何</translation>
  </message>
  <message>
   <source>How far the map agrees with labels from elsewhere, class by class.</source>
   <translation>图与外部标签的一致程度，逐个类别。</translation>
  </message>
  <message>
   <source>How many regions of each class are how large.</source>
   <translation>每个类别各种大小的区域有多少。</translation>
  </message>
  <message>
   <source>Labels</source>
   <translation>标签</translation>
  </message>
  <message>
   <source>Masks</source>
   <translation>掩膜</translation>
  </message>
  <message>
   <source>Outlines of regions</source>
   <translation>区域的轮廓</translation>
  </message>
  <message>
   <source>Overlay</source>
   <translation>叠加图</translation>
  </message>
  <message>
   <source>Pictures</source>
   <translation>图像</translation>
  </message>
  <message>
   <source>Pictures, areas, scale, parameters: for a reader who was not there.</source>
   <translation>图像、面积、标定、参数：供不在场的读者阅读。</translation>
  </message>
  <message>
   <source>Pixels and area by class of the map and class of the labels.</source>
   <translation>按图的类别和标签的类别统计的像素数和面积。</translation>
  </message>
  <message>
   <source>Pixels, shares and areas of all classes.</source>
   <translation>所有类别的像素数、占比和面积。</translation>
  </message>
  <message>
   <source>Polygons along the pixels: GeoJSON in degrees, the others in the picture's map.</source>
   <translation>沿像素边的多边形：GeoJSON 以度为单位，其他用图像的地图坐标。</translation>
  </message>
  <message>
   <source>Ratios</source>
   <translation>比值</translation>
  </message>
  <message>
   <source>Ratios inside</source>
   <translation>内部比值</translation>
  </message>
  <message>
   <source>Regions</source>
   <translation>区域</translation>
  </message>
  <message>
   <source>Report</source>
   <translation>报告</translation>
  </message>
  <message>
   <source>Report and record</source>
   <translation>报告和记录</translation>
  </message>
  <message>
   <source>Run record</source>
   <translation>运行记录</translation>
  </message>
  <message>
   <source>Segmented picture</source>
   <translation>分割图像</translation>
  </message>
  <message>
   <source>Size distribution</source>
   <translation>尺寸分布</translation>
  </message>
  <message>
   <source>Tables</source>
   <translation>表格</translation>
  </message>
  <message>
   <source>The area table inside each region of interest.</source>
   <translation>每个感兴趣区域内的面积表。</translation>
  </message>
  <message>
   <source>The cluster id of every pixel; a TIFF of a map has coordinates and names.</source>
   <translation>每个像素的聚类编号；有地图时 TIFF 带有坐标和名称。</translation>
  </message>
  <message>
   <source>The picture under its classes, with outlines, legend and scale bar.</source>
   <translation>类别覆盖的图像，附轮廓、图例和比例尺。</translation>
  </message>
  <message>
   <source>The ratios of classes inside each region of interest.</source>
   <translation>每个感兴趣区域内的类别比值。</translation>
  </message>
  <message>
   <source>The ratios of classes under the class table.</source>
   <translation>类别表下方的类别比值。</translation>
  </message>
  <message>
   <source>Training data</source>
   <translation>训练数据</translation>
  </message>
  <message>
   <source>What it takes to repeat the run and to check it.</source>
   <translation>重复和核对这次运行所需的内容。</translation>
  </message>
  <message>
   <source>Where the map and labels from elsewhere agree, and where not; a TIFF has codes.</source>
   <translation>图与外部标签一致和不一致的地方；TIFF 为代码。</translation>
  </message>
 </context>
 <context>
  <name>FeatureRow</name>
  <message>
   <source>Cluster by this too: {0}.</source>
   <translation>也按此聚类：{0}。</translation>
  </message>
  <message>
   <source>How much it counts: at 1 its full range as much as that of the colours or bands.</source>
   <translation>它的分量：为 1 时，其全程与颜色或波段的全程同等重要。</translation>
  </message>
  <message>
   <source>Weight of {0}</source>
   <translation>{0}的权重</translation>
  </message>
  <message>
   <source>weight</source>
   <translation>权重</translation>
  </message>
 </context>
 <context>
  <name>FeaturesButton</name>
  <message>
   <source>Feat&amp;ures ({0})…</source>
   <translation>特征(&amp;U)（{0}）…</translation>
  </message>
  <message>
   <source>Feat&amp;ures…</source>
   <translation>特征(&amp;U)…</translation>
  </message>
  <message>
   <source>What counts beside colour: position, surroundings, texture, indices of vegetation …</source>
   <translation>颜色之外还考虑什么：位置、周围、纹理、植被指数……</translation>
  </message>
 </context>
 <context>
  <name>FeaturesDialog</name>
  <message>
   <source> GB</source>
   <translation> GB</translation>
  </message>
  <message>
   <source>Cluster by these features. Undo takes it back.</source>
   <translation>按这些特征聚类。可以撤销。</translation>
  </message>
  <message>
   <source>Features</source>
   <translation>特征</translation>
  </message>
  <message>
   <source>How much memory the planes of colours and features may take. Where every pixel needs more, blocks of pixels are clustered as one. It is part of the recipe: the same on every machine.</source>
   <translation>颜色平面和特征平面可以占用多少内存。逐像素需要更多时，像素块作为一个整体聚类。它属于方案：在每台机器上都相同。</translation>
  </message>
  <message>
   <source>Memory for features</source>
   <translation>特征可用的内存</translation>
  </message>
  <message>
   <source>No features: nothing beside the colours or bands.</source>
   <translation>没有特征：只用颜色或波段。</translation>
  </message>
  <message>
   <source>Use</source>
   <translation>使用</translation>
  </message>
  <message>
   <source>What counts beside the colours or bands. With features every pixel is looked at in every iteration, which takes longer.</source>
   <translation>颜色或波段之外还考虑什么。使用特征时每次迭代都要处理每个像素，耗时更长。</translation>
  </message>
  <message>
   <source>at most</source>
   <translation>最多</translation>
  </message>
  <message>
   <source>{0} planes need {1} GB: blocks of {2} × {2} pixels are clustered as one.</source>
   <translation>{0} 个平面需要 {1} GB：{2} × {2} 像素的块作为一个整体聚类。</translation>
  </message>
  <message>
   <source>{0} planes need {1} GB: every pixel is clustered.</source>
   <translation>{0} 个平面需要 {1} GB：对每个像素聚类。</translation>
  </message>
 </context>
 <context>
  <name>FileControl</name>
  <message>
   <source>Choose a file</source>
   <translation>选择文件</translation>
  </message>
  <message>
   <source>Choose…</source>
   <translation>选择…</translation>
  </message>
  <message>
   <source>No file</source>
   <translation>没有文件</translation>
  </message>
  <message>
   <source>{0} has no {1} yet: choose one.</source>
   <translation>{0}还没有{1}：请选择一个。</translation>
  </message>
 </context>
 <context>
  <name>FileController</name>
  <message>
   <source>Floe collections</source>
   <translation>Floe 图集</translation>
  </message>
  <message>
   <source>Floe documents</source>
   <translation>Floe 文档</translation>
  </message>
  <message>
   <source>Only the first {0} of {1} pictures of the folder {2} are listed.</source>
   <translation>文件夹 {2} 的 {1} 幅图像中只列出前 {0} 幅。</translation>
  </message>
  <message>
   <source>Open folder</source>
   <translation>打开文件夹</translation>
  </message>
  <message>
   <source>Open label images</source>
   <translation>打开标签图像</translation>
  </message>
  <message>
   <source>Open pictures or a document</source>
   <translation>打开图像或文档</translation>
  </message>
  <message>
   <source>Pictures and documents</source>
   <translation>图像和文档</translation>
  </message>
  <message>
   <source>Reading {0}…</source>
   <translation>正在读取 {0}…</translation>
  </message>
  <message>
   <source>There is no picture in the folder {0} that Floe reads.</source>
   <translation>文件夹 {0} 中没有 Floe 能读取的图像。</translation>
  </message>
 </context>
 <context>
  <name>FillTool</name>
  <message>
   <source>Click on a region to give all of it to the class. Alt+click takes the class.</source>
   <translation>点击一个区域，把它整个给予该类别。Alt+点击拾取类别。</translation>
  </message>
  <message>
   <source>Fill</source>
   <translation>填充</translation>
  </message>
 </context>
 <context>
  <name>FirstLook</name>
  <message>
   <source>A first look: the picture is still being read</source>
   <translation>初览：图像仍在读取</translation>
  </message>
 </context>
 <context>
  <name>FoldersController</name>
  <message>
   <source>Floe</source>
   <translation>Floe</translation>
  </message>
  <message>
   <source>Placing pictures…</source>
   <translation>正在放置图像…</translation>
  </message>
  <message>
   <source>Planning the folders…</source>
   <translation>正在规划文件夹…</translation>
  </message>
  <message>
   <source>Reading what was put into folders…</source>
   <translation>正在读取放入文件夹的记录…</translation>
  </message>
  <message>
   <source>Taking pictures back…</source>
   <translation>正在取回图像…</translation>
  </message>
  <message>
   <source>The folder into which pictures were put</source>
   <translation>放入图像的文件夹</translation>
  </message>
  <message>
   <source>{0} of {1}</source>
   <translation>{0} / {1}</translation>
  </message>
  <message>
   <source>{0} pictures are as they were.</source>
   <translation>{0} 幅图像已恢复原状。</translation>
  </message>
  <message>
   <source>{0} pictures are in folders now. Take them back from there by the menu Collection.</source>
   <translation>{0} 幅图像现在在文件夹中。可用菜单“图集”从那里取回。</translation>
  </message>
 </context>
 <context>
  <name>FoldersDialog</name>
  <message>
   <source>A link needs no room, and leads to the picture where it is.</source>
   <translation>链接不占空间，指向图像所在之处。</translation>
  </message>
  <message>
   <source>Choose the folder</source>
   <translation>选择文件夹</translation>
  </message>
  <message>
   <source>Choose…</source>
   <translation>选择…</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>复制</translation>
  </message>
  <message>
   <source>Copy them</source>
   <translation>复制</translation>
  </message>
  <message>
   <source>How</source>
   <translation>方式</translation>
  </message>
  <message>
   <source>Link</source>
   <translation>链接</translation>
  </message>
  <message>
   <source>Link to them</source>
   <translation>链接</translation>
  </message>
  <message>
   <source>Move</source>
   <translation>移动</translation>
  </message>
  <message>
   <source>Move them</source>
   <translation>移动</translation>
  </message>
  <message>
   <source>Nothing is overwritten.</source>
   <translation>不覆盖任何文件。</translation>
  </message>
  <message>
   <source>Put into folders by cluster</source>
   <translation>按聚类放入文件夹</translation>
  </message>
  <message>
   <source>Put the folders into</source>
   <translation>文件夹放在</translation>
  </message>
  <message>
   <source>What would be done</source>
   <translation>将做什么</translation>
  </message>
  <message>
   <source>Where to</source>
   <translation>目标位置</translation>
  </message>
  <message>
   <source>sorted by kind</source>
   <translation>按种类分</translation>
  </message>
  <message>
   <source>{0} get a number after their names, which are taken.</source>
   <translation>其中 {0} 幅因重名在名称后加编号。</translation>
  </message>
  <message>
   <source>{0} links are made; the pictures stay where they are.</source>
   <translation>将建立 {0} 个链接；图像保持不动。</translation>
  </message>
  <message>
   <source>{0} pictures are copied; the originals stay where they are.</source>
   <translation>将复制 {0} 幅图像；原文件保持不动。</translation>
  </message>
  <message>
   <source>{0} pictures are moved; a journal beside them can take all of them back.</source>
   <translation>将移动 {0} 幅图像；旁边的日志可以全部取回。</translation>
  </message>
 </context>
 <context>
  <name>FreehandTool</name>
  <message>
   <source>Drag round what counts; the line closes itself. Shift adds, Alt cuts out.</source>
   <translation>拖动圈出计入的部分；线自动闭合。Shift 添加，Alt 剪去。</translation>
  </message>
  <message>
   <source>Freehand</source>
   <translation>自由绘制</translation>
  </message>
 </context>
 <context>
  <name>GalleryController</name>
  <message>
   <source>All pictures</source>
   <translation>所有图像</translation>
  </message>
  <message>
   <source>Chosen</source>
   <translation>已选</translation>
  </message>
  <message>
   <source>Could not be read</source>
   <translation>无法读取</translation>
  </message>
  <message>
   <source>Looking for what is most alike…</source>
   <translation>正在查找最相像的图像…</translation>
  </message>
  <message>
   <source>Most like {0}</source>
   <translation>与 {0} 最像</translation>
  </message>
  <message>
   <source>Pictures</source>
   <translation>图像</translation>
  </message>
  <message>
   <source>There more than once</source>
   <translation>重复出现</translation>
  </message>
  <message>
   <source>{0} pictures</source>
   <translation>{0} 幅图像</translation>
  </message>
  <message>
   <source>{0} × {1} pixels</source>
   <translation>{0} × {1} 像素</translation>
  </message>
 </context>
 <context>
  <name>GalleryPanel</name>
  <message>
   <source>Back</source>
   <translation>返回</translation>
  </message>
  <message>
   <source>From the pictures that are most alike back to what was shown.</source>
   <translation>从最相像的图像返回之前显示的内容。</translation>
  </message>
  <message>
   <source>In the order of the list</source>
   <translation>按列表的次序</translation>
  </message>
  <message>
   <source>Most doubtful first</source>
   <translation>最可疑的在前</translation>
  </message>
  <message>
   <source>Most typical first</source>
   <translation>最典型的在前</translation>
  </message>
  <message>
   <source>Name the cluster that is chosen, or make one of the pictures that are chosen.</source>
   <translation>给所选聚类命名，或由所选图像组成聚类。</translation>
  </message>
  <message>
   <source>Name…</source>
   <translation>命名…</translation>
  </message>
  <message>
   <source>Order</source>
   <translation>次序</translation>
  </message>
  <message>
   <source>Pictures</source>
   <translation>图像</translation>
  </message>
  <message>
   <source>Typical is what lies near the mean of its cluster, doubtful what lies near another.</source>
   <translation>典型的靠近其聚类的均值，可疑的靠近另一个聚类的均值。</translation>
  </message>
 </context>
 <context>
  <name>GalleryView</name>
  <message>
   <source>Gallery</source>
   <translation>图库</translation>
  </message>
 </context>
 <context>
  <name>GuideDialog</name>
  <message>
   <source>Chapters</source>
   <translation>章节</translation>
  </message>
  <message>
   <source>Nothing in the guide has these words.</source>
   <translation>指南中没有这些词。</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>搜索</translation>
  </message>
  <message>
   <source>Search the guide</source>
   <translation>搜索指南</translation>
  </message>
  <message>
   <source>User guide</source>
   <translation>用户指南</translation>
  </message>
 </context>
 <context>
  <name>HelpController</name>
  <message>
   <source>About Floe</source>
   <translation>关于 Floe</translation>
  </message>
  <message>
   <source>Floe {0}

Finds regions in pictures without training data, shows how it found them, and measures them in real units.

Licence: Apache-2.0. Python {1}, Qt {2}.</source>
   <translation>Floe {0}

不用训练数据找出图像中的区域，显示是如何找到的，并以实际单位测量。

许可证：Apache-2.0。Python {1}，Qt {2}。</translation>
  </message>
  <message>
   <source>Keyboard shortcuts</source>
   <translation>键盘快捷键</translation>
  </message>
 </context>
 <context>
  <name>HowPanel</name>
  <message>
   <source>Back</source>
   <translation>上一页</translation>
  </message>
  <message>
   <source>How it works</source>
   <translation>原理</translation>
  </message>
  <message>
   <source>Next</source>
   <translation>下一页</translation>
  </message>
  <message>
   <source>Right arrow shows the next page, left arrow the one before.</source>
   <translation>右箭头显示下一页，左箭头显示上一页。</translation>
  </message>
  <message>
   <source>Show in the pictures and panels what this page tells.</source>
   <translation>在图像和面板中显示本页所讲的内容。</translation>
  </message>
  <message>
   <source>Show in the window</source>
   <translation>在窗口中显示</translation>
  </message>
  <message>
   <source>The next page (right arrow in the text)</source>
   <translation>下一页（在文字中按右箭头）</translation>
  </message>
  <message>
   <source>The page before (left arrow in the text)</source>
   <translation>上一页（在文字中按左箭头）</translation>
  </message>
  <message>
   <source>What is told</source>
   <translation>讲解的内容</translation>
  </message>
  <message>
   <source>What this panel tells of.</source>
   <translation>本面板讲解什么。</translation>
  </message>
  <message>
   <source>{0} of {1}</source>
   <translation>{0} / {1}</translation>
  </message>
 </context>
 <context>
  <name>InertiaView</name>
  <message>
   <source>Click or drag to show an iteration again</source>
   <translation>点击或拖动可回看某次迭代</translation>
  </message>
  <message>
   <source>Inertia</source>
   <translation>惯性</translation>
  </message>
  <message>
   <source>Inertia over the iterations</source>
   <translation>惯性随迭代的变化</translation>
  </message>
  <message>
   <source>Largest centroid shift</source>
   <translation>质心最大位移</translation>
  </message>
  <message>
   <source>Largest centroid shift over the iterations</source>
   <translation>质心最大位移随迭代的变化</translation>
  </message>
 </context>
 <context>
  <name>InsideController</name>
  <message>
   <source>Export regions of interest</source>
   <translation>导出感兴趣区域</translation>
  </message>
  <message>
   <source>Import regions of interest</source>
   <translation>导入感兴趣区域</translation>
  </message>
  <message>
   <source>Looking at the regions of interest…</source>
   <translation>正在查看感兴趣区域…</translation>
  </message>
  <message>
   <source>Regions of interest</source>
   <translation>感兴趣区域</translation>
  </message>
 </context>
 <context>
  <name>InsideItems</name>
  <message>
   <source>The box shows or hides it; a double click renames it.</source>
   <translation>复选框显示或隐藏它；双击改名。</translation>
  </message>
  <message>
   <source>The class's part of all that is measured inside this region of interest.</source>
   <translation>该类别占这个感兴趣区域内全部被测部分的比例。</translation>
  </message>
 </context>
 <context>
  <name>InsidePanel</name>
  <message>
   <source>All is clustered; only what is inside is counted.</source>
   <translation>对全部聚类；只统计区域内的部分。</translation>
  </message>
  <message>
   <source>Area</source>
   <translation>面积</translation>
  </message>
  <message>
   <source>Cluster inside</source>
   <translation>在内部聚类</translation>
  </message>
  <message>
   <source>Cut out</source>
   <translation>剪去</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>删除</translation>
  </message>
  <message>
   <source>Do</source>
   <translation>方式</translation>
  </message>
  <message>
   <source>Draw where it counts with the tools at the left, or import a file.</source>
   <translation>用左侧的工具画出计入的部分，或导入文件。</translation>
  </message>
  <message>
   <source>Export…</source>
   <translation>导出…</translation>
  </message>
  <message>
   <source>How many pixels lie inside; of a class, how many of them belong to it.</source>
   <translation>区域内有多少像素；对类别，其中有多少属于它。</translation>
  </message>
  <message>
   <source>Import…</source>
   <translation>导入…</translation>
  </message>
  <message>
   <source>Invert</source>
   <translation>反转</translation>
  </message>
  <message>
   <source>Keep outside</source>
   <translation>保留外部</translation>
  </message>
  <message>
   <source>Measure inside</source>
   <translation>在内部测量</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>名称</translation>
  </message>
  <message>
   <source>Nothing is limited; each one gets its table all the same.</source>
   <translation>不作限制；每个区域仍有自己的表格。</translation>
  </message>
  <message>
   <source>Pixels</source>
   <translation>像素</translation>
  </message>
  <message>
   <source>Regions of interest</source>
   <translation>感兴趣区域</translation>
  </message>
  <message>
   <source>Share</source>
   <translation>占比</translation>
  </message>
  <message>
   <source>The area inside, by the scale named below the class table.</source>
   <translation>区域内的面积，按类别表下方注明的标定。</translation>
  </message>
  <message>
   <source>The box shows or hides one; a double click renames it. A pixel is inside if its centre is.</source>
   <translation>复选框显示或隐藏；双击改名。像素中心在区域内，像素就在区域内。</translation>
  </message>
  <message>
   <source>The part of all that is measured inside; of a ratio, what it is.</source>
   <translation>占区域内被测部分的比例；对比值，为其值。</translation>
  </message>
  <message>
   <source>What is done inside</source>
   <translation>在内部做什么</translation>
  </message>
  <message>
   <source>What regions of interest are for: k-means sees only them, only they are counted, or neither.</source>
   <translation>感兴趣区域的用途：k-means 只看它们，只统计它们，或都不限制。</translation>
  </message>
  <message>
   <source>Whole picture</source>
   <translation>整幅图像</translation>
  </message>
  <message>
   <source>k-means sees only what is inside; the rest is left out.</source>
   <translation>k-means 只看区域内的部分；其余排除。</translation>
  </message>
  <message>
   <source>±</source>
   <translation>±</translation>
  </message>
  <message>
   <source>± of border and starts: what mixed pixels inside, other starts of k-means and the scale
leave open. Where points lead it is theirs.</source>
   <translation>边界和起点的 ±：区域内的混合像素、k-means 的其他起点和标定留下的不确定。
以检查点为准时为其区间。</translation>
  </message>
 </context>
 <context>
  <name>KPicture</name>
  <message>
   <source>Take {0} clusters.
Silhouette {1}, weakest cluster {2}, stability {3}</source>
   <translation>采用 {0} 个聚类。
轮廓系数 {1}，最弱的聚类 {2}，稳定性 {3}</translation>
  </message>
  <message>
   <source>chosen now</source>
   <translation>当前所选</translation>
  </message>
  <message>
   <source>nearly as good</source>
   <translation>几乎同样好</translation>
  </message>
  <message>
   <source>recommended</source>
   <translation>推荐</translation>
  </message>
  <message>
   <source>{0} clusters</source>
   <translation>{0} 个聚类</translation>
  </message>
 </context>
 <context>
  <name>KeysDialog</name>
  <message>
   <source>&amp;Keys</source>
   <translation>按键(&amp;K)</translation>
  </message>
  <message>
   <source>&amp;Reset</source>
   <translation>重置(&amp;R)</translation>
  </message>
  <message>
   <source>&amp;Use</source>
   <translation>采用(&amp;U)</translation>
  </message>
  <message>
   <source>Action</source>
   <translation>操作</translation>
  </message>
  <message>
   <source>Actions and their keys</source>
   <translation>操作及其按键</translation>
  </message>
  <message>
   <source>Change shortcuts</source>
   <translation>更改快捷键</translation>
  </message>
  <message>
   <source>Every action’s own keys.</source>
   <translation>每个操作恢复原来的按键。</translation>
  </message>
  <message>
   <source>Give the chosen action these keys.</source>
   <translation>把这些按键给予所选操作。</translation>
  </message>
  <message>
   <source>Its own keys, but for those that another action has now.</source>
   <translation>恢复其原来的按键，现已属于其他操作的除外。</translation>
  </message>
  <message>
   <source>Keys</source>
   <translation>按键</translation>
  </message>
  <message>
   <source>Leave the chosen action without keys.</source>
   <translation>所选操作不用按键。</translation>
  </message>
  <message>
   <source>N&amp;one</source>
   <translation>无(&amp;O)</translation>
  </message>
  <message>
   <source>New keys</source>
   <translation>新按键</translation>
  </message>
  <message>
   <source>Press the keys that the chosen action is to have.</source>
   <translation>请按下所选操作要用的按键。</translation>
  </message>
  <message>
   <source>Reset &amp;all</source>
   <translation>全部重置(&amp;A)</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>搜索</translation>
  </message>
  <message>
   <source>Search by name or key</source>
   <translation>按名称或按键搜索</translation>
  </message>
  <message>
   <source>{0} already belongs to “{1}”.</source>
   <translation>{0} 已属于“{1}”。</translation>
  </message>
  <message>
   <source>{0} belongs to fields, lists and dialogs.</source>
   <translation>{0} 用于输入框、列表和对话框。</translation>
  </message>
 </context>
 <context>
  <name>KnownSizeOptions</name>
  <message>
   <source>4 cm² or 25.75 mm</source>
   <translation>4 cm² 或 25.75 mm</translation>
  </message>
  <message>
   <source>Area or diameter</source>
   <translation>面积或直径</translation>
  </message>
  <message>
   <source>Measure all classes with the scale that this thing gives.</source>
   <translation>用这个物体给出的标定测量所有类别。</translation>
  </message>
  <message>
   <source>Pixels of the region</source>
   <translation>区域的像素</translation>
  </message>
  <message>
   <source>Set scale</source>
   <translation>设置标定</translation>
  </message>
  <message>
   <source>What the thing measures in truth: an area such as 4 cm², or a diameter such as 25.75 mm.</source>
   <translation>物体的实际大小：面积如 4 cm²，或直径如 25.75 mm。</translation>
  </message>
  <message>
   <source>no thing yet</source>
   <translation>还没有物体</translation>
  </message>
 </context>
 <context>
  <name>KnownSizeTool</name>
  <message>
   <source>Click on a thing, then type its area (4 cm²) or its diameter (25.75 mm).</source>
   <translation>点击一个物体，再输入其面积（4 cm²）或直径（25.75 mm）。</translation>
  </message>
  <message>
   <source>Known size</source>
   <translation>已知大小</translation>
  </message>
 </context>
 <context>
  <name>LabelsController</name>
  <message>
   <source>COCO, labelme</source>
   <translation>COCO、labelme</translation>
  </message>
  <message>
   <source>Cluster again</source>
   <translation>重新聚类</translation>
  </message>
  <message>
   <source>Compare</source>
   <translation>比较</translation>
  </message>
  <message>
   <source>Compare with labels</source>
   <translation>与标签比较</translation>
  </message>
  <message>
   <source>Labels</source>
   <translation>标签</translation>
  </message>
  <message>
   <source>Masks and label rasters</source>
   <translation>掩膜和标签栅格</translation>
  </message>
  <message>
   <source>Measure</source>
   <translation>测量</translation>
  </message>
  <message>
   <source>Measure inside the outlines that the file holds.</source>
   <translation>在文件中的轮廓内测量。</translation>
  </message>
  <message>
   <source>Measure labels</source>
   <translation>测量标签</translation>
  </message>
  <message>
   <source>Measure their classes in place of the clusters.</source>
   <translation>测量它们的类别，代替聚类。</translation>
  </message>
  <message>
   <source>Only a level of the picture is open: labels need the whole picture in memory.</source>
   <translation>打开的只是图像的一个级别：标签需要整幅图像在内存中。</translation>
  </message>
  <message>
   <source>Reading labels…</source>
   <translation>正在读取标签…</translation>
  </message>
  <message>
   <source>Regions of interest</source>
   <translation>感兴趣区域</translation>
  </message>
  <message>
   <source>Rename class of labels</source>
   <translation>重命名标签的类别</translation>
  </message>
  <message>
   <source>Show how far the map agrees with them, class by class.</source>
   <translation>逐个类别显示图与它们的一致程度。</translation>
  </message>
  <message>
   <source>{0} holds labels: compare the map with them, or measure them?</source>
   <translation>{0} 含有标签：把图与它们比较，还是测量它们？</translation>
  </message>
  <message>
   <source>{0} holds outlines: are they regions of interest?</source>
   <translation>{0} 含有轮廓：它们是感兴趣区域吗？</translation>
  </message>
 </context>
 <context>
  <name>LanguageController</name>
  <message>
   <source>Floe</source>
   <translation>Floe</translation>
  </message>
  <message>
   <source>Floe is busy. Change the language when it is done?</source>
   <translation>Floe 正在执行任务，完成后再切换语言？</translation>
  </message>
  <message>
   <source>Stop it and change</source>
   <translation>停止并切换</translation>
  </message>
  <message>
   <source>When it is done</source>
   <translation>完成后切换</translation>
  </message>
 </context>
 <context>
  <name>LassoTool</name>
  <message>
   <source>Draw round pixels to give all of them to the class.</source>
   <translation>圈出像素，全部给予该类别。</translation>
  </message>
  <message>
   <source>Lasso</source>
   <translation>套索</translation>
  </message>
 </context>
 <context>
  <name>LearningController</name>
  <message>
   <source>Nothing learns here: a feature that does is chosen in Features…</source>
   <translation>这里没有在学习的内容：会学习的特征在“特征…”中选择。</translation>
  </message>
  <message>
   <source>as three colours</source>
   <translation>以三种颜色显示</translation>
  </message>
  <message>
   <source>{0} has learned for {1} epochs.</source>
   <translation>{0} 已学习 {1} 个轮次。</translation>
  </message>
  <message>
   <source>{0} has learned for {1} steps.</source>
   <translation>{0} 已学习 {1} 步。</translation>
  </message>
  <message>
   <source>{0} has learned from this picture.</source>
   <translation>{0} 已从本图像学习。</translation>
  </message>
  <message>
   <source>{0}: epoch {1} of {2}</source>
   <translation>{0}：轮次 {1} / {2}</translation>
  </message>
  <message>
   <source>{0}: preparing…</source>
   <translation>{0}：正在准备…</translation>
  </message>
  <message>
   <source>{0}: step {1} of {2}</source>
   <translation>{0}：第 {1} 步，共 {2} 步</translation>
  </message>
 </context>
 <context>
  <name>LearningView</name>
  <message>
   <source>All that the network says, as three colours, or one component of it.</source>
   <translation>以三种颜色显示网络的全部输出，或其中一个成分。</translation>
  </message>
  <message>
   <source>Look at</source>
   <translation>查看</translation>
  </message>
  <message>
   <source>What to look at</source>
   <translation>查看什么</translation>
  </message>
 </context>
 <context>
  <name>LegendController</name>
  <message>
   <source>Change colour space</source>
   <translation>更改颜色空间</translation>
  </message>
  <message>
   <source>Change k</source>
   <translation>更改 k</translation>
  </message>
  <message>
   <source>Change legend</source>
   <translation>更改图例</translation>
  </message>
  <message>
   <source>Labels are measured in Segment, nothing is clustered: there is no recipe.</source>
   <translation>“分割”中测量的是标签，没有聚类：没有方案。</translation>
  </message>
  <message>
   <source>Leave recipe out</source>
   <translation>去掉方案</translation>
  </message>
  <message>
   <source>Legend from a file</source>
   <translation>来自文件的图例</translation>
  </message>
  <message>
   <source>Legends</source>
   <translation>图例</translation>
  </message>
  <message>
   <source>Name class</source>
   <translation>命名类别</translation>
  </message>
  <message>
   <source>Save legend</source>
   <translation>保存图例</translation>
  </message>
  <message>
   <source>Saved {0}</source>
   <translation>已保存 {0}</translation>
  </message>
  <message>
   <source>Use recipe</source>
   <translation>使用方案</translation>
  </message>
 </context>
 <context>
  <name>LegendPanel</name>
  <message>
   <source>Class</source>
   <translation>类别</translation>
  </message>
  <message>
   <source>Classes</source>
   <translation>类别</translation>
  </message>
  <message>
   <source>Cluster</source>
   <translation>聚类</translation>
  </message>
  <message>
   <source>Clusters</source>
   <translation>聚类</translation>
  </message>
  <message>
   <source>Colour space</source>
   <translation>颜色空间</translation>
  </message>
  <message>
   <source>Colours</source>
   <translation>颜色</translation>
  </message>
  <message>
   <source>Each picture by itself</source>
   <translation>每幅图像各自聚类</translation>
  </message>
  <message>
   <source>Fitted on all pictures</source>
   <translation>由所有图像拟合</translation>
  </message>
  <message>
   <source>Fitted on the chosen picture</source>
   <translation>由所选图像拟合</translation>
  </message>
  <message>
   <source>Fitted on {0}</source>
   <translation>由 {0} 拟合</translation>
  </message>
  <message>
   <source>From a file…</source>
   <translation>来自文件…</translation>
  </message>
  <message>
   <source>From {0}</source>
   <translation>来自 {0}</translation>
  </message>
  <message>
   <source>Grey</source>
   <translation>灰度</translation>
  </message>
  <message>
   <source>HSV</source>
   <translation>HSV</translation>
  </message>
  <message>
   <source>How many clusters the legend has.</source>
   <translation>图例有多少个聚类。</translation>
  </message>
  <message>
   <source>Lab</source>
   <translation>Lab</translation>
  </message>
  <message>
   <source>Leave it out</source>
   <translation>去掉</translation>
  </message>
  <message>
   <source>Leave the recipe out: only k and the colour space count.</source>
   <translation>去掉方案：只用 k 和颜色空间。</translation>
  </message>
  <message>
   <source>Legend</source>
   <translation>图例</translation>
  </message>
  <message>
   <source>Measure all</source>
   <translation>全部测量</translation>
  </message>
  <message>
   <source>Measure all pictures as the one that is open in Segment: parameters, classes, clean-up.</source>
   <translation>按“分割”中打开的图像的方式测量所有图像：参数、类别、清理。</translation>
  </message>
  <message>
   <source>Measure all {0}</source>
   <translation>全部测量（{0} 幅）</translation>
  </message>
  <message>
   <source>Measure every picture by the legend; what is up to date stays.</source>
   <translation>用图例测量每幅图像；已是最新的保留。</translation>
  </message>
  <message>
   <source>Number of clusters</source>
   <translation>聚类数</translation>
  </message>
  <message>
   <source>Progress</source>
   <translation>进度</translation>
  </message>
  <message>
   <source>RGB</source>
   <translation>RGB</translation>
  </message>
  <message>
   <source>Recipe</source>
   <translation>方案</translation>
  </message>
  <message>
   <source>The colour space in which clusters are found.</source>
   <translation>在哪个颜色空间中求聚类。</translation>
  </message>
  <message>
   <source>The recipe names the classes: correct them in Segment, and use it again.</source>
   <translation>类别由方案命名：请在“分割”中修正，再次使用。</translation>
  </message>
  <message>
   <source>Type a name; clusters of the same name are one class. 1 is the darkest.</source>
   <translation>请输入名称；同名的聚类是一个类别。1 是最暗的。</translation>
  </message>
  <message>
   <source>Use this recipe</source>
   <translation>使用此方案</translation>
  </message>
  <message>
   <source>Where the clusters come from that the pictures are measured by.</source>
   <translation>测量图像所用的聚类从哪里来。</translation>
  </message>
  <message>
   <source>none</source>
   <translation>无</translation>
  </message>
  <message>
   <source>of {0}</source>
   <translation>来自 {0}</translation>
  </message>
 </context>
 <context>
  <name>LineOptions</name>
  <message>
   <source>How long the line is on the ground; the scale follows from it.</source>
   <translation>线在地面上有多长；标定由它得出。</translation>
  </message>
  <message>
   <source>Length of the line</source>
   <translation>线的长度</translation>
  </message>
  <message>
   <source>Length of the line in pixels</source>
   <translation>线的长度，以像素计</translation>
  </message>
  <message>
   <source>Measure all classes with the scale that this line gives.</source>
   <translation>用这条线给出的标定测量所有类别。</translation>
  </message>
  <message>
   <source>Set scale</source>
   <translation>设置标定</translation>
  </message>
  <message>
   <source>The unit of the length; areas carry its square.</source>
   <translation>长度的单位；面积用其平方。</translation>
  </message>
  <message>
   <source>Unit of the length</source>
   <translation>长度单位</translation>
  </message>
  <message>
   <source>length</source>
   <translation>长度</translation>
  </message>
  <message>
   <source>no line yet</source>
   <translation>还没有线</translation>
  </message>
 </context>
 <context>
  <name>LineTool</name>
  <message>
   <source>Draw over a known length, then type it. Shift: level or upright.</source>
   <translation>沿已知长度画线，然后输入长度。Shift：保持水平或竖直。</translation>
  </message>
  <message>
   <source>Line</source>
   <translation>线</translation>
  </message>
 </context>
 <context>
  <name>MapController</name>
  <message>
   <source>The pictures are others than were sorted: sort them again.</source>
   <translation>图像与分类时的不同：请重新分类。</translation>
  </message>
 </context>
 <context>
  <name>MapMaker</name>
  <message>
   <source>Making the map…</source>
   <translation>正在制作分布图…</translation>
  </message>
 </context>
 <context>
  <name>MapMarks</name>
  <message>
   <source>N</source>
   <translation>N</translation>
  </message>
  <message>
   <source>and {0} more</source>
   <translation>另有 {0} 个</translation>
  </message>
 </context>
 <context>
  <name>MapModel</name>
  <message>
   <source>{0}: strongest {1} of {2}. Click to see it large beside the picture.</source>
   <translation>{0}：{2} 中最强的为 {1}。点击可在图像旁放大显示。</translation>
  </message>
 </context>
 <context>
  <name>MapPanel</name>
  <message>
   <source>Colours</source>
   <translation>颜色</translation>
  </message>
  <message>
   <source>How the numbers of a picture become a place on the map.</source>
   <translation>图像的数值如何变成分布图上的位置。</translation>
  </message>
  <message>
   <source>Kind of map</source>
   <translation>分布图的种类</translation>
  </message>
  <message>
   <source>Map</source>
   <translation>分布图</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>说明</translation>
  </message>
  <message>
   <source>What is shown</source>
   <translation>显示的内容</translation>
  </message>
  <message>
   <source>What the colours of the points say.</source>
   <translation>点的颜色表示什么。</translation>
  </message>
 </context>
 <context>
  <name>MapView</name>
  <message>
   <source>Arrow keys go from picture to picture, Space chooses, Enter opens, + and − zoom.</source>
   <translation>方向键在图像之间移动，空格选择，Enter 打开，+ 和 − 缩放。</translation>
  </message>
  <message>
   <source>Map</source>
   <translation>分布图</translation>
  </message>
 </context>
 <context>
  <name>MapWall</name>
  <message>
   <source>Maps of the layer</source>
   <translation>该层的特征图</translation>
  </message>
 </context>
 <context>
  <name>Menus</name>
  <message>
   <source>&amp;Clustering</source>
   <translation>聚类(&amp;C)</translation>
  </message>
  <message>
   <source>&amp;Compare</source>
   <translation>比较(&amp;C)</translation>
  </message>
  <message>
   <source>&amp;Edit</source>
   <translation>编辑(&amp;E)</translation>
  </message>
  <message>
   <source>&amp;File</source>
   <translation>文件(&amp;F)</translation>
  </message>
  <message>
   <source>&amp;Help</source>
   <translation>帮助(&amp;H)</translation>
  </message>
  <message>
   <source>&amp;Measure</source>
   <translation>测量(&amp;M)</translation>
  </message>
  <message>
   <source>&amp;Series</source>
   <translation>序列(&amp;S)</translation>
  </message>
  <message>
   <source>&amp;Tools</source>
   <translation>工具(&amp;T)</translation>
  </message>
  <message>
   <source>&amp;View</source>
   <translation>视图(&amp;V)</translation>
  </message>
  <message>
   <source>A&amp;ppearance</source>
   <translation>外观(&amp;P)</translation>
  </message>
  <message>
   <source>Co&amp;llection</source>
   <translation>图集(&amp;L)</translation>
  </message>
  <message>
   <source>Export o&amp;ne</source>
   <translation>单独导出(&amp;N)</translation>
  </message>
  <message>
   <source>Lan&amp;guage</source>
   <translation>语言(&amp;G)</translation>
  </message>
  <message>
   <source>Open &amp;recent</source>
   <translation>打开最近的文件(&amp;R)</translation>
  </message>
  <message>
   <source>Open &amp;sample</source>
   <translation>打开样例(&amp;S)</translation>
  </message>
  <message>
   <source>Pa&amp;nels</source>
   <translation>面板(&amp;N)</translation>
  </message>
  <message>
   <source>Pane&amp;ls</source>
   <translation>面板(&amp;L)</translation>
  </message>
  <message>
   <source>Panel&amp;s</source>
   <translation>面板(&amp;S)</translation>
  </message>
 </context>
 <context>
  <name>MergeDialog</name>
  <message>
   <source>Make one class of them; Split takes it apart again.</source>
   <translation>把它们合为一个类别；“拆分”可以再分开。</translation>
  </message>
  <message>
   <source>Merge</source>
   <translation>合并</translation>
  </message>
  <message>
   <source>Merge classes</source>
   <translation>合并类别</translation>
  </message>
  <message>
   <source>Name of the class made of {0} classes:</source>
   <translation>由 {0} 个类别合成的类别名称：</translation>
  </message>
  <message>
   <source>Name of the merged class</source>
   <translation>合并后的类别名称</translation>
  </message>
  <message>
   <source>There is already a class called “{0}”.</source>
   <translation>已有名为“{0}”的类别。</translation>
  </message>
  <message>
   <source>What the merged class is called; its pixels and area are added up.</source>
   <translation>合并后的类别叫什么；像素和面积相加。</translation>
  </message>
 </context>
 <context>
  <name>ModeButtons</name>
  <message>
   <source>Add</source>
   <translation>添加</translation>
  </message>
  <message>
   <source>Cut out</source>
   <translation>剪去</translation>
  </message>
  <message>
   <source>New</source>
   <translation>新建</translation>
  </message>
  <message>
   <source>What you draw is a region of interest of its own.</source>
   <translation>所画的是一个新的感兴趣区域。</translation>
  </message>
  <message>
   <source>What you draw is added to the selected one. (Shift held)</source>
   <translation>所画的添加到选中的区域。（按住 Shift）</translation>
  </message>
  <message>
   <source>What you draw is cut out of the selected one. (Alt held)</source>
   <translation>所画的从选中的区域剪去。（按住 Alt）</translation>
  </message>
 </context>
 <context>
  <name>MoreOptions</name>
  <message>
   <source>As serves them best</source>
   <translation>最合适的方式</translation>
  </message>
  <message>
   <source>As they are</source>
   <translation>保持原样</translation>
  </message>
  <message>
   <source>Keep so many principal components of the numbers; 0: all numbers as they are. With 2 the clusters are found by the places on the PCA map.</source>
   <translation>保留数值的这么多个主成分；0：保持全部数值。为 2 时，聚类依据 PCA 分布图上的位置。</translation>
  </message>
  <message>
   <source>Known labels</source>
   <translation>已知标签</translation>
  </message>
  <message>
   <source>Labels</source>
   <translation>标签</translation>
  </message>
  <message>
   <source>Length 1</source>
   <translation>长度为 1</translation>
  </message>
  <message>
   <source>Of whatever is drawn at random.</source>
   <translation>一切随机抽取的种子。</translation>
  </message>
  <message>
   <source>PCA</source>
   <translation>PCA</translation>
  </message>
  <message>
   <source>Principal components</source>
   <translation>主成分</translation>
  </message>
  <message>
   <source>Scaling</source>
   <translation>缩放</translation>
  </message>
  <message>
   <source>Seed</source>
   <translation>种子</translation>
  </message>
  <message>
   <source>Standardised</source>
   <translation>标准化</translation>
  </message>
  <message>
   <source>What is done to the numbers of a picture before they are compared.</source>
   <translation>比较之前对图像的数值作什么处理。</translation>
  </message>
  <message>
   <source>What is known to be on the pictures: the clusters are compared with it.</source>
   <translation>图像上已知的内容：聚类与之比较。</translation>
  </message>
  <message>
   <source>no PCA</source>
   <translation>不用 PCA</translation>
  </message>
  <message>
   <source>none</source>
   <translation>无</translation>
  </message>
  <message>
   <source>their folders</source>
   <translation>所在文件夹</translation>
  </message>
 </context>
 <context>
  <name>MorePoints</name>
  <message>
   <source>Class of the wished ±</source>
   <translation>期望 ± 的类别</translation>
  </message>
  <message>
   <source>Draw further points; the answers so far stay and count.</source>
   <translation>抽取更多检查点；已有的判读保留并计入。</translation>
  </message>
  <message>
   <source>Draw more</source>
   <translation>再抽取</translation>
  </message>
  <message>
   <source>Further points</source>
   <translation>更多检查点</translation>
  </message>
  <message>
   <source>Half the width that the interval of a class's area is to have.</source>
   <translation>类别面积的区间应有的半宽。</translation>
  </message>
  <message>
   <source>Number of further points</source>
   <translation>增加的检查点数</translation>
  </message>
  <message>
   <source>Points that it takes</source>
   <translation>所需的检查点数</translation>
  </message>
  <message>
   <source>So many points more, most of them where the answers so far differ most.</source>
   <translation>再增加这么多检查点，大多在目前判读差异最大之处。</translation>
  </message>
  <message>
   <source>The class whose area is to be known so well.</source>
   <translation>面积需要如此精确的类别。</translation>
  </message>
  <message>
   <source>Wished ±</source>
   <translation>期望的 ±</translation>
  </message>
 </context>
 <context>
  <name>MultiplesView</name>
  <message>
   <source>What was measured in each picture</source>
   <translation>每幅图像中的测量结果</translation>
  </message>
  <message>
   <source>What was measured in each picture: a click chooses it, a double click opens it.</source>
   <translation>每幅图像中的测量结果：点击选中，双击打开。</translation>
  </message>
 </context>
 <context>
  <name>NameDelegate</name>
  <message>
   <source>Class name</source>
   <translation>类别名称</translation>
  </message>
  <message>
   <source>Enter gives the class this name, Escape keeps the old one.</source>
   <translation>Enter 采用此名称，Esc 保留原名。</translation>
  </message>
 </context>
 <context>
  <name>NameDialog</name>
  <message>
   <source>Floe</source>
   <translation>Floe</translation>
  </message>
  <message>
   <source>Make cluster</source>
   <translation>组成聚类</translation>
  </message>
  <message>
   <source>Where a cluster has this name already, they go into that.</source>
   <translation>已有聚类叫这个名称时，它们归入该聚类。</translation>
  </message>
 </context>
 <context>
  <name>NamePopup</name>
  <message>
   <source>Enter names the class that the pixel belongs to, Escape leaves it.</source>
   <translation>Enter 给该像素所属的类别命名，Esc 放弃。</translation>
  </message>
  <message>
   <source>Give the class that the pixel belongs to this name.</source>
   <translation>把这个名称给予该像素所属的类别。</translation>
  </message>
  <message>
   <source>It joins the class “{0}”, which there is already.</source>
   <translation>它并入已有的类别“{0}”。</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>命名</translation>
  </message>
  <message>
   <source>This is</source>
   <translation>这是</translation>
  </message>
  <message>
   <source>What this is</source>
   <translation>这是什么</translation>
  </message>
  <message>
   <source>for example ice</source>
   <translation>例如 冰</translation>
  </message>
 </context>
 <context>
  <name>NameTool</name>
  <message>
   <source>Click on something in either picture and say what it is. Ctrl+click adds more to the same class.</source>
   <translation>在任一图像中点击某处，说明它是什么。Ctrl+点击可向同一类别添加更多。</translation>
  </message>
  <message>
   <source>Name by clicking</source>
   <translation>点击命名</translation>
  </message>
 </context>
 <context>
  <name>NamedPlot</name>
  <message>
   <source>The share of every named class, and every ratio, with each number of clusters:
clusters count to the named one that they are most like. Recommended is the least
number that gives about the medians.</source>
   <translation>每个已命名类别的占比和每个比值随聚类数的变化：
聚类归到与之最像的已命名类别。推荐使各值接近中位数的
最小数目。</translation>
  </message>
  <message>
   <source>What is named, %</source>
   <translation>已命名的部分，%</translation>
  </message>
 </context>
 <context>
  <name>NamesController</name>
  <message>
   <source>Make a cluster of 1 chosen picture, called</source>
   <translation>由所选的 1 幅图像组成聚类，名称为</translation>
  </message>
  <message>
   <source>Make a cluster of {0} chosen pictures, called</source>
   <translation>由所选的 {0} 幅图像组成聚类，名称为</translation>
  </message>
  <message>
   <source>Make cluster</source>
   <translation>组成聚类</translation>
  </message>
  <message>
   <source>Making the cluster…</source>
   <translation>正在建立聚类…</translation>
  </message>
  <message>
   <source>Name cluster</source>
   <translation>命名聚类</translation>
  </message>
 </context>
 <context>
  <name>NamingController</name>
  <message>
   <source>Add to class</source>
   <translation>添加到类别</translation>
  </message>
  <message>
   <source>All that is marked in the segmentation gets this name: {0} of the picture.</source>
   <translation>分割结果中标出的部分都得到这个名称：占图像的 {0}。</translation>
  </message>
  <message>
   <source>Name class</source>
   <translation>命名类别</translation>
  </message>
  <message>
   <source>There is nothing measured at this pixel.</source>
   <translation>这个像素处没有被测量的内容。</translation>
  </message>
  <message>
   <source>“{0}” is named. Ctrl+click adds more to it; click names something else; Esc ends.</source>
   <translation>“{0}”已命名。Ctrl+点击可添加更多；点击可命名别的；Esc 结束。</translation>
  </message>
 </context>
 <context>
  <name>Navigator</name>
  <message>
   <source>Overview of the picture</source>
   <translation>图像的概览</translation>
  </message>
  <message>
   <source>The whole picture, and what is seen of it: click or drag to go elsewhere.</source>
   <translation>整幅图像以及当前可见的部分：点击或拖动可移到别处。</translation>
  </message>
 </context>
 <context>
  <name>NoticeBar</name>
  <message>
   <source>1 of {0}</source>
   <translation>1 / {0}</translation>
  </message>
  <message>
   <source>Copy details</source>
   <translation>复制详细信息</translation>
  </message>
  <message>
   <source>Copy what whoever mends Floe wants to know. No picture is in it.</source>
   <translation>复制修复 Floe 的人需要知道的信息。其中不含图像。</translation>
  </message>
  <message>
   <source>Details</source>
   <translation>详细信息</translation>
  </message>
  <message>
   <source>Dismiss</source>
   <translation>关闭提示</translation>
  </message>
  <message>
   <source>Open folder</source>
   <translation>打开文件夹</translation>
  </message>
  <message>
   <source>Read: take this notice away.</source>
   <translation>已读：移除此提示。</translation>
  </message>
  <message>
   <source>Show all notices in full, to read or to copy.</source>
   <translation>完整显示所有提示，以便阅读或复制。</translation>
  </message>
  <message>
   <source>Show the files in the file manager.</source>
   <translation>在文件管理器中显示这些文件。</translation>
  </message>
  <message>
   <source>{0} more after this one.</source>
   <translation>其后还有 {0} 条。</translation>
  </message>
 </context>
 <context>
  <name>NoticeDetails</name>
  <message>
   <source>Notices</source>
   <translation>提示</translation>
  </message>
  <message>
   <source>What there is to know of this picture and its measurement.</source>
   <translation>关于本图像及其测量需要知道的情况。</translation>
  </message>
 </context>
 <context>
  <name>NoticeSign</name>
  <message>
   <source>Error</source>
   <translation>误差</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>提示</translation>
  </message>
  <message>
   <source>Warning</source>
   <translation>警告</translation>
  </message>
 </context>
 <context>
  <name>Numbers</name>
  <message>
   <source>Type a number.</source>
   <translation>请输入数字。</translation>
  </message>
  <message>
   <source>“{0}” has more than the {1} decimals that count.</source>
   <translation>“{0}”的小数位超过有效的 {1} 位。</translation>
  </message>
  <message>
   <source>“{0}” is out of range: choose {1} to {2}.</source>
   <translation>“{0}”超出范围：请选择 {1} 到 {2}。</translation>
  </message>
 </context>
 <context>
  <name>OpenController</name>
  <message>
   <source>the clipboard</source>
   <translation>剪贴板</translation>
  </message>
  <message>
   <source>the sample scene</source>
   <translation>样例场景</translation>
  </message>
 </context>
 <context>
  <name>OpenDocuments</name>
  <message>
   <source>Apply recipe</source>
   <translation>应用方案</translation>
  </message>
  <message>
   <source>Its {0} colours lie in flat pieces: is each of them an object?</source>
   <translation>其 {0} 种颜色成片相同：每种颜色是一个对象吗？</translation>
  </message>
  <message>
   <source>Its {0} values above 0 lie in flat pieces: is each of them an object?</source>
   <translation>其 {0} 个大于 0 的值成片相同：每个值是一个对象吗？</translation>
  </message>
  <message>
   <source>Labels</source>
   <translation>标签</translation>
  </message>
  <message>
   <source>Leave it as it is: the values are levels, which are clustered.</source>
   <translation>保持原样：值是灰度，用于聚类。</translation>
  </message>
  <message>
   <source>Picture</source>
   <translation>图像</translation>
  </message>
  <message>
   <source>Read it as labels: every value is a region, and nothing is clustered.</source>
   <translation>作为标签读取：每个值是一个区域，不作聚类。</translation>
  </message>
  <message>
   <source>Read the file in another way</source>
   <translation>以另一种方式读取文件</translation>
  </message>
  <message>
   <source>The file has changed since it was opened: open it again.</source>
   <translation>文件在打开之后已改变：请重新打开。</translation>
  </message>
  <message>
   <source>This picture has another size: what was drawn on the one before is left out.</source>
   <translation>这幅图像大小不同：在前一幅上所画的内容未采用。</translation>
  </message>
 </context>
 <context>
  <name>OtherAreasRow</name>
  <message>
   <source>Planar, all classes: {0} ({1} against true)</source>
   <translation>平面，所有类别：{0}（与真实相差 {1}）</translation>
  </message>
  <message>
   <source>True, all classes: {0} (planar {1} against it)</source>
   <translation>真实，所有类别：{0}（平面与之相差 {1}）</translation>
  </message>
  <message>
   <source>Which of them leads is chosen in the menu Measure.</source>
   <translation>以哪种为准在“测量”菜单中选择。</translation>
  </message>
 </context>
 <context>
  <name>OtherField</name>
  <message>
   <source>Something else</source>
   <translation>其他内容</translation>
  </message>
  <message>
   <source>Something else (O)</source>
   <translation>其他内容 (O)</translation>
  </message>
  <message>
   <source>Type what is there where the map has no such class, then Enter. (O)</source>
   <translation>图上没有相应类别时，输入那里是什么，再按 Enter。（O）</translation>
  </message>
 </context>
 <context>
  <name>PairTable</name>
  <message>
   <source>Area of the class in the labels, where the map is measured.</source>
   <translation>该类别在标签中的面积，限于图被测量之处。</translation>
  </message>
  <message>
   <source>Area of the class on the map, where the labels know something.</source>
   <translation>该类别在图上的面积，限于标签已知之处。</translation>
  </message>
  <message>
   <source>Classes of the labels. Double-click to call one otherwise.</source>
   <translation>标签的类别。双击可以改名。</translation>
  </message>
  <message>
   <source>Classes of the map. Choose a row to see the differences of its classes alone.</source>
   <translation>图的类别。选一行可只看其类别的差异。</translation>
  </message>
  <message>
   <source>Dice</source>
   <translation>Dice</translation>
  </message>
  <message>
   <source>Dice: twice what both have, by the sum of what each has.</source>
   <translation>Dice：共有部分的两倍除以两者之和。</translation>
  </message>
  <message>
   <source>Double-click to give it the name that its class has here.</source>
   <translation>双击可改为其类别在这里的名称。</translation>
  </message>
  <message>
   <source>Here</source>
   <translation>这里</translation>
  </message>
  <message>
   <source>Here, {0}</source>
   <translation>这里，{0}</translation>
  </message>
  <message>
   <source>How far classes agree</source>
   <translation>类别的一致程度</translation>
  </message>
  <message>
   <source>How much of what is here is there, too.</source>
   <translation>这里的部分有多少也在那里。</translation>
  </message>
  <message>
   <source>How much of what is there is here, too.</source>
   <translation>那里的部分有多少也在这里。</translation>
  </message>
  <message>
   <source>How the two have found each other: by name, or so that most pixels agree.</source>
   <translation>两者如何配对：按名称，或使最多像素一致。</translation>
  </message>
  <message>
   <source>Intersection over union (Jaccard): of what either side has, the part that both have.</source>
   <translation>交并比（Jaccard）：任一方所有的部分中，双方共有的部分。</translation>
  </message>
  <message>
   <source>Paired</source>
   <translation>配对</translation>
  </message>
  <message>
   <source>Precision</source>
   <translation>精确率</translation>
  </message>
  <message>
   <source>Recall</source>
   <translation>召回率</translation>
  </message>
  <message>
   <source>There</source>
   <translation>那里</translation>
  </message>
  <message>
   <source>There, {0}</source>
   <translation>那里，{0}</translation>
  </message>
  <message>
   <source>What has the value 0 is not compared. Double-click and give it a name where 0 is a class.</source>
   <translation>值为 0 的部分不参与比较。如果 0 是一个类别，请双击并命名。</translation>
  </message>
  <message>
   <source>not known</source>
   <translation>未知</translation>
  </message>
 </context>
 <context>
  <name>PaletteMenu</name>
  <message>
   <source>Colours for all classes</source>
   <translation>所有类别的颜色</translation>
  </message>
  <message>
   <source>Colours that people with any colour vision can tell apart.</source>
   <translation>任何色觉的人都能区分的颜色。</translation>
  </message>
  <message>
   <source>Every class in the mean colour of its pixels, as at first.</source>
   <translation>每个类别用其像素的平均颜色，与最初相同。</translation>
  </message>
  <message>
   <source>It has {0} colours only: merge classes first.</source>
   <translation>它只有 {0} 种颜色：请先合并类别。</translation>
  </message>
  <message>
   <source>Mean colours</source>
   <translation>平均颜色</translation>
  </message>
 </context>
 <context>
  <name>PanelWindow</name>
  <message>
   <source>Toolbar</source>
   <translation>工具栏</translation>
  </message>
 </context>
 <context>
  <name>ParameterControls</name>
  <message>
   <source>&amp;Restarts</source>
   <translation>重复次数(&amp;R)</translation>
  </message>
  <message>
   <source>&amp;Start</source>
   <translation>起始(&amp;S)</translation>
  </message>
  <message>
   <source>Another seed by chance: shows whether the result depends on the start.</source>
   <translation>随机换一个种子：看结果是否取决于起点。</translation>
  </message>
  <message>
   <source>At most so many iterations; a run that is cut off says that it has not converged. 0, with a start from a file: each pixel gets the nearest of its colours.</source>
   <translation>最多迭代这么多次；被截断的运行会说明没有收敛。起点来自文件时取 0：每个像素取其中最近的颜色。</translation>
  </message>
  <message>
   <source>Bands</source>
   <translation>波段</translation>
  </message>
  <message>
   <source>C&amp;lusters</source>
   <translation>聚类数(&amp;L)</translation>
  </message>
  <message>
   <source>C&amp;olour</source>
   <translation>颜色空间(&amp;O)</translation>
  </message>
  <message>
   <source>Colour space</source>
   <translation>颜色空间</translation>
  </message>
  <message>
   <source>Colour space: how the distance between colours is measured. Lab is nearest to the eye; Grey looks at brightness only.</source>
   <translation>颜色空间：颜色之间的距离如何度量。Lab 最接近人眼；灰度只看亮度。</translation>
  </message>
  <message>
   <source>Grey</source>
   <translation>灰度</translation>
  </message>
  <message>
   <source>HSV</source>
   <translation>HSV</translation>
  </message>
  <message>
   <source>How many seeds of k-means++ or Random are tried; the one of lowest inertia is kept. After several, one more run begins at centroids swapped to where they help more.</source>
   <translation>尝试多少个 k-means++ 或随机起点的种子；保留惯性最小的一个。有几个种子时，再从交换到更有用之处的质心运行一次。</translation>
  </message>
  <message>
   <source>Iter&amp;ations</source>
   <translation>迭代次数(&amp;A)</translation>
  </message>
  <message>
   <source>Iteration cap</source>
   <translation>迭代上限</translation>
  </message>
  <message>
   <source>Lab</source>
   <translation>Lab</translation>
  </message>
  <message>
   <source>New seed</source>
   <translation>新种子</translation>
  </message>
  <message>
   <source>Number of clusters</source>
   <translation>聚类数</translation>
  </message>
  <message>
   <source>Number of clusters: how many kinds of colour are told apart. More finds finer differences.</source>
   <translation>聚类数：区分多少种颜色。越多，区分的差别越细。</translation>
  </message>
  <message>
   <source>RGB</source>
   <translation>RGB</translation>
  </message>
  <message>
   <source>Restarts</source>
   <translation>重复次数</translation>
  </message>
  <message>
   <source>See&amp;d</source>
   <translation>种子(&amp;D)</translation>
  </message>
  <message>
   <source>Seed</source>
   <translation>种子</translation>
  </message>
  <message>
   <source>Seed of the random start. The same seed gives the same result, always.</source>
   <translation>随机起点的种子。同一种子的结果始终相同。</translation>
  </message>
  <message>
   <source>Stop when no centroid moves farther. Exact goes on to the true fixed point.</source>
   <translation>没有质心移动得更远时停止。“精确”一直进行到真正的不动点。</translation>
  </message>
  <message>
   <source>Tolera&amp;nce</source>
   <translation>容差(&amp;N)</translation>
  </message>
  <message>
   <source>Tolerance</source>
   <translation>容差</translation>
  </message>
  <message>
   <source>exact</source>
   <translation>精确</translation>
  </message>
 </context>
 <context>
  <name>PictureList</name>
  <message>
   <source>Make a series of these pictures: one legend, one table, one curve.</source>
   <translation>由这些图像建立序列：一个图例，一个表格，一条曲线。</translation>
  </message>
  <message>
   <source>Measure all alike</source>
   <translation>全部同样测量</translation>
  </message>
  <message>
   <source>Pictures</source>
   <translation>图像</translation>
  </message>
  <message>
   <source>See in Collection which kinds of pictures these are.</source>
   <translation>在“图集”中查看这些图像有哪些种类。</translation>
  </message>
  <message>
   <source>Sort by kind</source>
   <translation>按种类分</translation>
  </message>
  <message>
   <source>The pictures opened together; one at a time is measured.</source>
   <translation>一起打开的图像；一次测量一幅。</translation>
  </message>
  <message>
   <source>measured</source>
   <translation>已测量</translation>
  </message>
 </context>
 <context>
  <name>PictureModel</name>
  <message>
   <source>Edited by hand in Segment</source>
   <translation>在“分割”中手工修改过</translation>
  </message>
  <message>
   <source>Regions of interest: its own</source>
   <translation>感兴趣区域：独立</translation>
  </message>
  <message>
   <source>Regions of interest: those of all</source>
   <translation>感兴趣区域：共用</translation>
  </message>
  <message>
   <source>Scale: its own</source>
   <translation>标定：独立</translation>
  </message>
  <message>
   <source>Scale: that of all</source>
   <translation>标定：共用</translation>
  </message>
  <message>
   <source>doubtful</source>
   <translation>可疑</translation>
  </message>
  <message>
   <source>drifted</source>
   <translation>有漂移</translation>
  </message>
  <message>
   <source>edited</source>
   <translation>已修改</translation>
  </message>
  <message>
   <source>failed</source>
   <translation>失败</translation>
  </message>
  <message>
   <source>measure again</source>
   <translation>重新测量</translation>
  </message>
  <message>
   <source>measured</source>
   <translation>已测量</translation>
  </message>
  <message>
   <source>measuring…</source>
   <translation>正在测量…</translation>
  </message>
  <message>
   <source>not measured</source>
   <translation>未测量</translation>
  </message>
  <message>
   <source>own legend</source>
   <translation>独立图例</translation>
  </message>
  <message>
   <source>own regions</source>
   <translation>独立区域</translation>
  </message>
  <message>
   <source>own scale</source>
   <translation>独立标定</translation>
  </message>
 </context>
 <context>
  <name>PicturePair</name>
  <message>
   <source>Original</source>
   <translation>原图</translation>
  </message>
  <message>
   <source>Original picture</source>
   <translation>原图</translation>
  </message>
  <message>
   <source>Segmentation</source>
   <translation>分割结果</translation>
  </message>
  <message>
   <source>The clusters appear here</source>
   <translation>聚类显示在这里</translation>
  </message>
  <message>
   <source>Wheel zooms, drag pans, double click shows the whole picture</source>
   <translation>滚轮缩放，拖动平移，双击显示整幅图像</translation>
  </message>
  <message>
   <source>covered by the map {0}</source>
   <translation>被特征图 {0} 覆盖</translation>
  </message>
 </context>
 <context>
  <name>PicturesControl</name>
  <message>
   <source>Choose a folder of pictures</source>
   <translation>选择图像文件夹</translation>
  </message>
  <message>
   <source>Choose pictures</source>
   <translation>选择图像</translation>
  </message>
  <message>
   <source>Files…</source>
   <translation>文件…</translation>
  </message>
  <message>
   <source>Folder…</source>
   <translation>文件夹…</translation>
  </message>
  <message>
   <source>Learn from the open picture again.</source>
   <translation>重新从打开的图像学习。</translation>
  </message>
  <message>
   <source>No picture</source>
   <translation>没有图像</translation>
  </message>
  <message>
   <source>Pictures</source>
   <translation>图像</translation>
  </message>
  <message>
   <source>{0} pictures</source>
   <translation>{0} 幅图像</translation>
  </message>
  <message>
   <source>{0}, a folder</source>
   <translation>{0}，文件夹</translation>
  </message>
 </context>
 <context>
  <name>PicturesController</name>
  <message>
   <source>Clustering…</source>
   <translation>正在聚类…</translation>
  </message>
  <message>
   <source>{0} doubtful pixels</source>
   <translation>{0} 个可疑像素</translation>
  </message>
 </context>
 <context>
  <name>PicturesPanel</name>
  <message>
   <source>Pictures</source>
   <translation>图像</translation>
  </message>
  <message>
   <source>The pictures that are measured by one legend. Enter opens one in Segment.</source>
   <translation>用一个图例测量的图像。Enter 在“分割”中打开一幅。</translation>
  </message>
 </context>
 <context>
  <name>Pixel</name>
  <message>
   <source>class {0}</source>
   <translation>类别 {0}</translation>
  </message>
  <message>
   <source>cluster {0}</source>
   <translation>聚类 {0}</translation>
  </message>
  <message>
   <source>cropped away</source>
   <translation>已裁掉</translation>
  </message>
  <message>
   <source>map {0}, {1}</source>
   <translation>地图 {0}，{1}</translation>
  </message>
  <message>
   <source>no data</source>
   <translation>无数据</translation>
  </message>
  <message>
   <source>x {0}, y {1}</source>
   <translation>x {0}，y {1}</translation>
  </message>
 </context>
 <context>
  <name>PixelSizeRow</name>
  <message>
   <source>% of both</source>
   <translation>%（两者）</translation>
  </message>
  <message>
   <source>&amp;Error ±</source>
   <translation>误差 ±(&amp;E)</translation>
  </message>
  <message>
   <source>&amp;Height</source>
   <translation>高度(&amp;H)</translation>
  </message>
  <message>
   <source>&amp;Same height</source>
   <translation>高度相同(&amp;S)</translation>
  </message>
  <message>
   <source>&amp;Width</source>
   <translation>宽度(&amp;W)</translation>
  </message>
  <message>
   <source>A pixel is as high as it is wide.</source>
   <translation>像元的高与宽相同。</translation>
  </message>
  <message>
   <source>Error of the pixel size in per cent</source>
   <translation>像元大小的误差，百分比</translation>
  </message>
  <message>
   <source>How far width and height may be off together: the truth lies within it in 95 of 100 cases. It enters the ± of areas, twice; ratios do not depend on it. Empty: taken as exact.</source>
   <translation>宽和高一同可能有的误差：100 次中有 95 次真值落在其中。它两倍计入面积的 ±；比值与之无关。留空：视为准确。</translation>
  </message>
  <message>
   <source>How high a pixel is on the ground; areas grow with it.</source>
   <translation>一个像素在地面上有多高；面积随之增大。</translation>
  </message>
  <message>
   <source>How wide a pixel is on the ground; areas grow with it.</source>
   <translation>一个像素在地面上有多宽；面积随之增大。</translation>
  </message>
  <message>
   <source>Pixel height</source>
   <translation>像元高度</translation>
  </message>
  <message>
   <source>Pixel width</source>
   <translation>像元宽度</translation>
  </message>
  <message>
   <source>Same height</source>
   <translation>高度相同</translation>
  </message>
  <message>
   <source>The unit of width and height; areas carry its square.</source>
   <translation>宽和高的单位；面积用其平方。</translation>
  </message>
  <message>
   <source>Type the {0} of a pixel, for example 0.5.</source>
   <translation>请输入像元的{0}，例如 0.5。</translation>
  </message>
  <message>
   <source>Unit</source>
   <translation>单位</translation>
  </message>
  <message>
   <source>height</source>
   <translation>高度</translation>
  </message>
  <message>
   <source>width</source>
   <translation>宽度</translation>
  </message>
 </context>
 <context>
  <name>PlacingsTable</name>
  <message>
   <source>Folder</source>
   <translation>文件夹</translation>
  </message>
  <message>
   <source>Pictures</source>
   <translation>图像</translation>
  </message>
 </context>
 <context>
  <name>PointView</name>
  <message>
   <source>Keys</source>
   <translation>按键</translation>
  </message>
  <message>
   <source>Picture</source>
   <translation>图像</translation>
  </message>
  <message>
   <source>The point</source>
   <translation>检查点</translation>
  </message>
  <message>
   <source>What is asked</source>
   <translation>询问的内容</translation>
  </message>
 </context>
 <context>
  <name>PointsController</name>
  <message>
   <source>Answer point</source>
   <translation>判读检查点</translation>
  </message>
  <message>
   <source>Point in {0}</source>
   <translation>{0} 中的检查点</translation>
  </message>
  <message>
   <source>Take back answer</source>
   <translation>收回判读</translation>
  </message>
 </context>
 <context>
  <name>PolygonTool</name>
  <message>
   <source>Click each corner; double click, Enter or the first one again closes. Backspace takes one back.</source>
   <translation>点击每个角点；双击、Enter 或再次点击第一个点闭合。Backspace 收回一个。</translation>
  </message>
  <message>
   <source>Polygon</source>
   <translation>多边形</translation>
  </message>
 </context>
 <context>
  <name>PresentPoints</name>
  <message>
   <source>Classes are called otherwise now, and the answers with them: measure all to go on.</source>
   <translation>类别已改名，判读也随之改变：请全部测量后再继续。</translation>
  </message>
  <message>
   <source>Draw more points</source>
   <translation>再抽取检查点</translation>
  </message>
  <message>
   <source>Draw points</source>
   <translation>抽取检查点</translation>
  </message>
  <message>
   <source>Drawing points…</source>
   <translation>正在抽取检查点…</translation>
  </message>
  <message>
   <source>Measure all pictures first: points are drawn in what was measured.</source>
   <translation>请先测量所有图像：检查点在被测量的部分中抽取。</translation>
  </message>
  <message>
   <source>Open the pictures of a series to see how far its areas can be trusted.</source>
   <translation>打开序列的图像后可以看到其面积有多可信。</translation>
  </message>
  <message>
   <source>Points from a file</source>
   <translation>来自文件的检查点</translation>
  </message>
 </context>
 <context>
  <name>PresentSample</name>
  <message>
   <source>A label image is all of one class: there is nothing for points to tell apart.</source>
   <translation>标签图像全部属于一个类别：没有可供检查点区分的内容。</translation>
  </message>
  <message>
   <source>Open a picture to see how far its areas can be trusted.</source>
   <translation>打开图像后可以看到其面积有多可信。</translation>
  </message>
  <message>
   <source>Points can be drawn once the picture is clustered.</source>
   <translation>图像聚类之后才能抽取检查点。</translation>
  </message>
  <message>
   <source>This is a level of a larger picture: points are drawn only where every pixel is in memory.</source>
   <translation>这是较大图像的一个级别：只有每个像素都在内存中时才能抽取检查点。</translation>
  </message>
 </context>
 <context>
  <name>PresetRow</name>
  <message>
   <source>For</source>
   <translation>用途</translation>
  </message>
 </context>
 <context>
  <name>ProfileController</name>
  <message>
   <source>CSV</source>
   <translation>CSV</translation>
  </message>
  <message>
   <source>Draw a line in a picture to see the values along it.</source>
   <translation>在图像中画一条线，查看沿线的值。</translation>
  </message>
  <message>
   <source>Only a level of the picture is open: its profiles are not saved.</source>
   <translation>打开的只是图像的一个级别：不保存其剖面。</translation>
  </message>
  <message>
   <source>Profile copied.</source>
   <translation>剖面已复制。</translation>
  </message>
  <message>
   <source>Save the profile</source>
   <translation>保存剖面</translation>
  </message>
 </context>
 <context>
  <name>ProfilePlot</name>
  <message>
   <source>Values along the line</source>
   <translation>沿线的值</translation>
  </message>
  <message>
   <source>the first {0} of {1} bands</source>
   <translation>{1} 个波段中的前 {0} 个</translation>
  </message>
 </context>
 <context>
  <name>ProfileTool</name>
  <message>
   <source>Draw a line, or drag one of its ends. Shift: level or upright.</source>
   <translation>画一条线，或拖动其一端。Shift：保持水平或竖直。</translation>
  </message>
  <message>
   <source>Profile</source>
   <translation>剖面</translation>
  </message>
 </context>
 <context>
  <name>ProfileView</name>
  <message>
   <source>Copy</source>
   <translation>复制</translation>
  </message>
  <message>
   <source>Copy the values as a table, for a spreadsheet.</source>
   <translation>把这些值复制为表格，供电子表格使用。</translation>
  </message>
  <message>
   <source>Draw a line in a picture to see the values along it.</source>
   <translation>在图像中画一条线，查看沿线的值。</translation>
  </message>
  <message>
   <source>How many lines side by side, a pixel apart, are averaged: takes grain off the curve.</source>
   <translation>对并排多少条间隔一个像素的线取平均：去除曲线上的颗粒噪声。</translation>
  </message>
  <message>
   <source>Length of the line</source>
   <translation>线的长度</translation>
  </message>
  <message>
   <source>Length {0}, {1} values, 1 border</source>
   <translation>长度 {0}，{1} 个值，1 个边界</translation>
  </message>
  <message>
   <source>Length {0}, {1} values, {2} borders</source>
   <translation>长度 {0}，{1} 个值，{2} 个边界</translation>
  </message>
  <message>
   <source>Save…</source>
   <translation>保存…</translation>
  </message>
  <message>
   <source>Width</source>
   <translation>宽度</translation>
  </message>
  <message>
   <source>Width of the line</source>
   <translation>线的宽度</translation>
  </message>
  <message>
   <source>Write the values, places and classes as a CSV file.</source>
   <translation>把值、位置和类别写为 CSV 文件。</translation>
  </message>
 </context>
 <context>
  <name>ProjectController</name>
  <message>
   <source>Floe documents</source>
   <translation>Floe 文档</translation>
  </message>
  <message>
   <source>Save {0}</source>
   <translation>保存 {0}</translation>
  </message>
  <message>
   <source>Saved {0}</source>
   <translation>已保存 {0}</translation>
  </message>
  <message>
   <source>Series</source>
   <translation>序列</translation>
  </message>
  <message>
   <source>What was measured is not in the file: measure all pictures, then save again.</source>
   <translation>测量结果不在文件中：请测量所有图像，再次保存。</translation>
  </message>
 </context>
 <context>
  <name>ProposingController</name>
  <message>
   <source>Looking for names…</source>
   <translation>正在查找名称…</translation>
  </message>
  <message>
   <source>Propose names</source>
   <translation>建议名称</translation>
  </message>
  <message>
   <source>{0} of {1}</source>
   <translation>{0} / {1}</translation>
  </message>
 </context>
 <context>
  <name>ProposingDialog</name>
  <message>
   <source>Address</source>
   <translation>地址</translation>
  </message>
  <message>
   <source>An endpoint that speaks the OpenAI protocol, on this machine or by https. Nothing is sent before you have seen it here.</source>
   <translation>支持 OpenAI 协议的端点，在本机或经 https。在这里看过之前不会发送任何内容。</translation>
  </message>
  <message>
   <source>Every cluster has a name: there is nothing to ask for.</source>
   <translation>每个聚类都有名称：没有可询问的。</translation>
  </message>
  <message>
   <source>Have names proposed</source>
   <translation>请模型建议名称</translation>
  </message>
  <message>
   <source>Model</source>
   <translation>模型</translation>
  </message>
  <message>
   <source>No key goes along: {0} holds none.</source>
   <translation>不发送密钥：{0} 中没有。</translation>
  </message>
  <message>
   <source>Requests</source>
   <translation>请求</translation>
  </message>
  <message>
   <source>Send</source>
   <translation>发送</translation>
  </message>
  <message>
   <source>Show what would be sent</source>
   <translation>显示将要发送的内容</translation>
  </message>
  <message>
   <source>The key in {0} goes along and is kept nowhere.</source>
   <translation>{0} 中的密钥一同发送，不保存在任何地方。</translation>
  </message>
  <message>
   <source>The names that come are marked as proposed until you confirm them.</source>
   <translation>得到的名称标为建议，直到确认。</translation>
  </message>
  <message>
   <source>The request, to the byte</source>
   <translation>逐字节的请求内容</translation>
  </message>
  <message>
   <source>To {0} go the requests below, to the byte (broken into lines here), and nothing else; no names of files.</source>
   <translation>向 {0} 发送的是下列请求，逐字节相同（这里作了换行），没有其他内容；不含文件名。</translation>
  </message>
  <message>
   <source>cluster {0}: {1} bytes, with small copies of {2}</source>
   <translation>聚类 {0}：{1} 字节，含 {2} 的小副本</translation>
  </message>
 </context>
 <context>
  <name>RatioController</name>
  <message>
   <source>Add ratio</source>
   <translation>添加比值</translation>
  </message>
  <message>
   <source>Change ratio</source>
   <translation>更改比值</translation>
  </message>
  <message>
   <source>Remove ratio</source>
   <translation>移除比值</translation>
  </message>
 </context>
 <context>
  <name>RatioDialog</name>
  <message>
   <source>&amp;Areas of</source>
   <translation>面积之和(&amp;A)</translation>
  </message>
  <message>
   <source>&amp;Name</source>
   <translation>名称(&amp;N)</translation>
  </message>
  <message>
   <source>&amp;divided by areas of</source>
   <translation>除以面积之和(&amp;D)</translation>
  </message>
  <message>
   <source>Add</source>
   <translation>添加</translation>
  </message>
  <message>
   <source>Change</source>
   <translation>更改</translation>
  </message>
  <message>
   <source>Name of the ratio</source>
   <translation>比值的名称</translation>
  </message>
  <message>
   <source>Ratio of classes</source>
   <translation>类别的比值</translation>
  </message>
  <message>
   <source>Show this ratio under the class table and write it in every export.</source>
   <translation>在类别表下方显示这个比值，并写入每个导出文件。</translation>
  </message>
  <message>
   <source>The areas of these classes are added up above.</source>
   <translation>这些类别的面积相加作为分子。</translation>
  </message>
  <message>
   <source>The areas of these classes are added up below; of a share: all that there is.</source>
   <translation>这些类别的面积相加作为分母；求占比时为全部。</translation>
  </message>
  <message>
   <source>There is already a ratio called “{0}”.</source>
   <translation>已有名为“{0}”的比值。</translation>
  </message>
  <message>
   <source>Tick one class or more on either side.</source>
   <translation>请在两边各勾选一个或更多类别。</translation>
  </message>
  <message>
   <source>What the ratio is called in the table and in exports.</source>
   <translation>比值在表格和导出文件中的名称。</translation>
  </message>
  <message>
   <source>for example ice concentration</source>
   <translation>例如 海冰密集度</translation>
  </message>
 </context>
 <context>
  <name>RatioList</name>
  <message>
   <source>Add this ratio: {0}</source>
   <translation>添加这个比值：{0}</translation>
  </message>
  <message>
   <source>Add {0}</source>
   <translation>添加 {0}</translation>
  </message>
  <message>
   <source>Change…</source>
   <translation>更改…</translation>
  </message>
  <message>
   <source>Divide areas of classes, such as ice by ice and water: a concentration or a cover.</source>
   <translation>用类别面积相除，例如冰除以冰与水之和：密集度或覆盖率。</translation>
  </message>
  <message>
   <source>New ratio</source>
   <translation>新建比值</translation>
  </message>
  <message>
   <source>Ratios of classes</source>
   <translation>类别的比值</translation>
  </message>
  <message>
   <source>Ratio…</source>
   <translation>比值…</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>移除</translation>
  </message>
 </context>
 <context>
  <name>Ratios</name>
  <message>
   <source>Classes in neither sum do not take part.</source>
   <translation>分子和分母中都没有的类别不参与计算。</translation>
  </message>
  <message>
   <source>Its ± is that of the areas, taken together.</source>
   <translation>其 ± 由各面积一并得出。</translation>
  </message>
  <message>
   <source>{0} tenths</source>
   <translation>十分之 {0}</translation>
  </message>
 </context>
 <context>
  <name>ReadingRow</name>
  <message>
   <source>A band that is marked as alpha: a mask (where it is 0 there is no data), a measured band, as near infrared is, or nothing. Automatic: a mask where its values are those of one.</source>
   <translation>标记为 Alpha 的波段：作为掩膜（为 0 处无数据）、作为测量波段（如近红外），或忽略。自动：其值是掩膜的值时作为掩膜。</translation>
  </message>
  <message>
   <source>A picture whose values stand for colours in a table: measure the values, which false colours only paint, or the colours. Automatic: values where every value has a colour.</source>
   <translation>像素值代表颜色表中颜色的图像：测量像素值（伪彩色只是上色），还是测量颜色。自动：每个值都有颜色时测量像素值。</translation>
  </message>
  <message>
   <source>Alpha</source>
   <translation>Alpha 通道</translation>
  </message>
  <message>
   <source>Automatic</source>
   <translation>自动</translation>
  </message>
  <message>
   <source>Band</source>
   <translation>波段</translation>
  </message>
  <message>
   <source>Channels</source>
   <translation>通道</translation>
  </message>
  <message>
   <source>Colour</source>
   <translation>颜色</translation>
  </message>
  <message>
   <source>Colour table</source>
   <translation>颜色表</translation>
  </message>
  <message>
   <source>Ignore</source>
   <translation>忽略</translation>
  </message>
  <message>
   <source>Labels</source>
   <translation>标签</translation>
  </message>
  <message>
   <source>Levels</source>
   <translation>灰度</translation>
  </message>
  <message>
   <source>Mask</source>
   <translation>掩膜</translation>
  </message>
  <message>
   <source>Page</source>
   <translation>页</translation>
  </message>
  <message>
   <source>Slice</source>
   <translation>切片</translation>
  </message>
  <message>
   <source>Time</source>
   <translation>时间</translation>
  </message>
  <message>
   <source>Use of the alpha band</source>
   <translation>Alpha 波段的用途</translation>
  </message>
  <message>
   <source>Use of the colour table</source>
   <translation>颜色表的用途</translation>
  </message>
  <message>
   <source>Value</source>
   <translation>像素值</translation>
  </message>
  <message>
   <source>Values</source>
   <translation>像素值</translation>
  </message>
  <message>
   <source>Values that lie in flat pieces: levels of a picture, which are clustered, or labels of another program, where every value above 0 is one object and a region by itself.</source>
   <translation>成片相同的值：图像的灰度，用于聚类；或另一程序的标签，每个大于 0 的值是一个对象，单独成为一个区域。</translation>
  </message>
  <message>
   <source>What the values are</source>
   <translation>像素值是什么</translation>
  </message>
  <message>
   <source>Which channels are read, for example 2, or 1,3: several are clustered together, as bands.</source>
   <translation>读取哪些通道，例如 2 或 1,3：几个通道作为波段一起聚类。</translation>
  </message>
  <message>
   <source>Which page, frame or plane of the file is read.</source>
   <translation>读取文件的哪一页、帧或平面。</translation>
  </message>
  <message>
   <source>Which slice of the stack is read.</source>
   <translation>读取哪个切片。</translation>
  </message>
  <message>
   <source>Which time of the series is read.</source>
   <translation>读取哪个时间。</translation>
  </message>
 </context>
 <context>
  <name>RecentFiles</name>
  <message>
   <source>&amp;Clear list</source>
   <translation>清除列表(&amp;C)</translation>
  </message>
  <message>
   <source>Forget these files; the files themselves stay.</source>
   <translation>清除这些文件的记录；文件本身保留。</translation>
  </message>
  <message>
   <source>{0} is not there any more.</source>
   <translation>{0} 已不存在。</translation>
  </message>
 </context>
 <context>
  <name>RecoveryController</name>
  <message>
   <source>What is in no file cannot be kept against a crash: save it. {0}</source>
   <translation>不在任何文件中的内容无法为防崩溃而保留：请保存。{0}</translation>
  </message>
 </context>
 <context>
  <name>RecoveryDialog</name>
  <message>
   <source>&amp;Discard</source>
   <translation>丢弃(&amp;D)</translation>
  </message>
  <message>
   <source>&amp;Later</source>
   <translation>以后再说(&amp;L)</translation>
  </message>
  <message>
   <source>&amp;Recover</source>
   <translation>恢复(&amp;R)</translation>
  </message>
  <message>
   <source>Ask again at the next start.</source>
   <translation>下次启动时再问。</translation>
  </message>
  <message>
   <source>Document</source>
   <translation>文档</translation>
  </message>
  <message>
   <source>Floe did not end as it should the last time. This was in no file, and has been kept:</source>
   <translation>Floe 上次没有正常结束。以下内容不在任何文件中，已予保留：</translation>
  </message>
  <message>
   <source>Kept documents</source>
   <translation>保留的文档</translation>
  </message>
  <message>
   <source>Last changed</source>
   <translation>最后更改</translation>
  </message>
  <message>
   <source>Open the checked ones as they were, with all that can be undone.</source>
   <translation>按原样打开勾选的文档，包括可以撤销的全部步骤。</translation>
  </message>
  <message>
   <source>Recover</source>
   <translation>恢复</translation>
  </message>
  <message>
   <source>Remove the checked ones for ever.</source>
   <translation>永久移除勾选的文档。</translation>
  </message>
  <message>
   <source>What was done</source>
   <translation>所做的工作</translation>
  </message>
  <message>
   <source>{0} steps, at last: {1}</source>
   <translation>{0} 个步骤，最后：{1}</translation>
  </message>
 </context>
 <context>
  <name>RectangleTool</name>
  <message>
   <source>Drag from corner to corner. Shift adds to the selected one, Alt cuts out.</source>
   <translation>从一角拖到对角。Shift 添加到选中的区域，Alt 剪去。</translation>
  </message>
  <message>
   <source>Rectangle</source>
   <translation>矩形</translation>
  </message>
 </context>
 <context>
  <name>RegionColumns</name>
  <message>
   <source>4π × area / perimeter²: 1 for a circle.</source>
   <translation>4π × 面积 / 周长²：圆为 1。</translation>
  </message>
  <message>
   <source>Along its skeleton, the line in its middle, with all branches.</source>
   <translation>沿其骨架（中线）的长度，包括所有分支。</translation>
  </message>
  <message>
   <source>Area</source>
   <translation>面积</translation>
  </message>
  <message>
   <source>Area / area of the convex hull: 1 without bays and holes.</source>
   <translation>面积 / 凸包面积：没有凹陷和孔洞时为 1。</translation>
  </message>
  <message>
   <source>Caliper</source>
   <translation>卡尺直径</translation>
  </message>
  <message>
   <source>Centroid in pixels from the left edge of the picture.</source>
   <translation>质心到图像左边缘的像素数。</translation>
  </message>
  <message>
   <source>Centroid in pixels from the upper edge of the picture.</source>
   <translation>质心到图像上边缘的像素数。</translation>
  </message>
  <message>
   <source>Circularity</source>
   <translation>圆度</translation>
  </message>
  <message>
   <source>Class</source>
   <translation>类别</translation>
  </message>
  <message>
   <source>Cut off</source>
   <translation>被切断</translation>
  </message>
  <message>
   <source>Diameter</source>
   <translation>直径</translation>
  </message>
  <message>
   <source>Feret max</source>
   <translation>最大 Feret</translation>
  </message>
  <message>
   <source>Feret min</source>
   <translation>最小 Feret</translation>
  </message>
  <message>
   <source>Holes</source>
   <translation>孔洞</translation>
  </message>
  <message>
   <source>How many holes it has.</source>
   <translation>它有多少个孔洞。</translation>
  </message>
  <message>
   <source>How many pixels it has, without its holes.</source>
   <translation>它有多少像素，不含孔洞。</translation>
  </message>
  <message>
   <source>Its area, by the scale named below the class table.</source>
   <translation>其面积，按类别表下方注明的标定。</translation>
  </message>
  <message>
   <source>Its width where that is largest: of the largest disk inside.</source>
   <translation>其最宽处的宽度：内部最大的圆的直径。</translation>
  </message>
  <message>
   <source>Length</source>
   <translation>长度</translation>
  </message>
  <message>
   <source>Longest path</source>
   <translation>最长路径</translation>
  </message>
  <message>
   <source>Major axis</source>
   <translation>长轴</translation>
  </message>
  <message>
   <source>Max width</source>
   <translation>最大宽度</translation>
  </message>
  <message>
   <source>Mean caliper diameter: perimeter of the convex hull / π.</source>
   <translation>平均卡尺直径：凸包周长 / π。</translation>
  </message>
  <message>
   <source>Mean of its widths along the skeleton.</source>
   <translation>沿骨架的宽度的平均值。</translation>
  </message>
  <message>
   <source>Mean width</source>
   <translation>平均宽度</translation>
  </message>
  <message>
   <source>Minor axis</source>
   <translation>短轴</translation>
  </message>
  <message>
   <source>No.</source>
   <translation>编号</translation>
  </message>
  <message>
   <source>Number: by class, in a class from the top left.</source>
   <translation>编号：按类别，类别内从左上角起。</translation>
  </message>
  <message>
   <source>Of the circle of the same area.</source>
   <translation>面积相同的圆的直径。</translation>
  </message>
  <message>
   <source>Of the ellipse with the same second moments.</source>
   <translation>具有相同二阶矩的椭圆的轴。</translation>
  </message>
  <message>
   <source>Of the major axis, from the rows, counter-clockwise.</source>
   <translation>长轴与行的夹角，逆时针。</translation>
  </message>
  <message>
   <source>Of the outer border, by Crofton's formula in four directions.</source>
   <translation>外边界的周长，按四个方向的 Crofton 公式。</translation>
  </message>
  <message>
   <source>Orientation</source>
   <translation>方向</translation>
  </message>
  <message>
   <source>Perimeter</source>
   <translation>周长</translation>
  </message>
  <message>
   <source>Pixels</source>
   <translation>像素</translation>
  </message>
  <message>
   <source>Solidity</source>
   <translation>坚实度</translation>
  </message>
  <message>
   <source>The class that the region is a part of.</source>
   <translation>区域所属的类别。</translation>
  </message>
  <message>
   <source>The largest distance between two points of its border.</source>
   <translation>其边界上两点之间的最大距离。</translation>
  </message>
  <message>
   <source>The longest way along its skeleton that goes nowhere twice and has no detour.</source>
   <translation>沿其骨架不重复、不绕路的最长路径。</translation>
  </message>
  <message>
   <source>The narrowest gap between parallel lines that it passes through.</source>
   <translation>它能通过的最窄的平行线间距。</translation>
  </message>
  <message>
   <source>The value that its pixels have in the label image.</source>
   <translation>其像素在标签图像中的值。</translation>
  </message>
  <message>
   <source>Value</source>
   <translation>像素值</translation>
  </message>
  <message>
   <source>Whether it touches the edge of the picture, or has no data beside it.</source>
   <translation>它是否接触图像边缘，或旁边无数据。</translation>
  </message>
  <message>
   <source>x</source>
   <translation>x</translation>
  </message>
  <message>
   <source>y</source>
   <translation>y</translation>
  </message>
 </context>
 <context>
  <name>RegionController</name>
  <message>
   <source>Cancelled.</source>
   <translation>已取消。</translation>
  </message>
  <message>
   <source>Counting sizes…</source>
   <translation>正在统计大小…</translation>
  </message>
  <message>
   <source>Finding regions…</source>
   <translation>正在求区域…</translation>
  </message>
  <message>
   <source>Open a picture to see its regions.</source>
   <translation>打开图像后可以查看其区域。</translation>
  </message>
  <message>
   <source>Region {0} is left out by the filter.</source>
   <translation>区域 {0} 被筛选去掉。</translation>
  </message>
  <message>
   <source>The first segmentation comes first.</source>
   <translation>请先得到第一个分割结果。</translation>
  </message>
 </context>
 <context>
  <name>RegionExport</name>
  <message>
   <source>1 region copied.</source>
   <translation>已复制 1 个区域。</translation>
  </message>
  <message>
   <source>CSV</source>
   <translation>CSV</translation>
  </message>
  <message>
   <source>Export regions</source>
   <translation>导出区域</translation>
  </message>
  <message>
   <source>Only a level of the picture is open: its regions are not exported.</source>
   <translation>打开的只是图像的一个级别：不导出其区域。</translation>
  </message>
  <message>
   <source>{0} regions copied.</source>
   <translation>已复制 {0} 个区域。</translation>
  </message>
 </context>
 <context>
  <name>RegionFilters</name>
  <message>
   <source>All classes</source>
   <translation>所有类别</translation>
  </message>
  <message>
   <source>All regions count.</source>
   <translation>所有区域都计入。</translation>
  </message>
  <message>
   <source>Area</source>
   <translation>面积</translation>
  </message>
  <message>
   <source>Circularity ≥</source>
   <translation>圆度 ≥</translation>
  </message>
  <message>
   <source>Class</source>
   <translation>类别</translation>
  </message>
  <message>
   <source>Connectivity</source>
   <translation>连通方式</translation>
  </message>
  <message>
   <source>Edge regions too</source>
   <translation>包括边缘区域</translation>
  </message>
  <message>
   <source>Larger regions are left out, here and in exports.</source>
   <translation>较大的区域在这里和导出文件中都去掉。</translation>
  </message>
  <message>
   <source>Largest area</source>
   <translation>最大面积</translation>
  </message>
  <message>
   <source>Least area</source>
   <translation>最小面积</translation>
  </message>
  <message>
   <source>Least circularity</source>
   <translation>最小圆度</translation>
  </message>
  <message>
   <source>Length of each region along its middle line, the longest path on it, mean and largest width, here and in exports: for leads, cracks, roads, fibres. Takes time.</source>
   <translation>每个区域沿中线的长度、其上最长的路径、平均和最大宽度，在这里和导出文件中：用于水道、裂缝、道路、纤维。需要时间。</translation>
  </message>
  <message>
   <source>Not at the edge</source>
   <translation>不在边缘</translation>
  </message>
  <message>
   <source>Regions less round are left out; 1 is a circle. For example 0.6.</source>
   <translation>不够圆的区域去掉；1 为圆。例如 0.6。</translation>
  </message>
  <message>
   <source>Regions that are cut off</source>
   <translation>被切断的区域</translation>
  </message>
  <message>
   <source>Skeleton</source>
   <translation>骨架</translation>
  </message>
  <message>
   <source>Skeletons</source>
   <translation>骨架</translation>
  </message>
  <message>
   <source>Smaller regions are left out, here and in exports.</source>
   <translation>较小的区域在这里和导出文件中都去掉。</translation>
  </message>
  <message>
   <source>What joins pixels to a region: a side or a corner (8-connected), or a side only (4). The regions are found anew.</source>
   <translation>像素如何连成区域：以边或角（8 连通），或只以边（4 连通）。区域会重新求得。</translation>
  </message>
  <message>
   <source>Whether regions count of which a part is missing. A size distribution is of whole ones.</source>
   <translation>缺少一部分的区域是否计入。尺寸分布只用完整的区域。</translation>
  </message>
  <message>
   <source>Whole ones only</source>
   <translation>仅完整区域</translation>
  </message>
  <message>
   <source>Whose regions are listed and counted.</source>
   <translation>列出和统计哪些区域。</translation>
  </message>
  <message>
   <source>Without regions that the edge of the picture cuts off.</source>
   <translation>不含被图像边缘切断的区域。</translation>
  </message>
  <message>
   <source>Without regions that the edge of the picture or missing data cut off.</source>
   <translation>不含被图像边缘或无数据切断的区域。</translation>
  </message>
  <message>
   <source>to</source>
   <translation>到</translation>
  </message>
  <message>
   <source>{0}-connected</source>
   <translation>{0} 连通</translation>
  </message>
 </context>
 <context>
  <name>RegionModel</name>
  <message>
   <source>edge</source>
   <translation>边缘</translation>
  </message>
  <message>
   <source>no data</source>
   <translation>无数据</translation>
  </message>
 </context>
 <context>
  <name>RegionView</name>
  <message>
   <source>&amp;Copy table</source>
   <translation>复制表格(&amp;C)</translation>
  </message>
  <message>
   <source>&amp;Size distribution as CSV…</source>
   <translation>尺寸分布存为 CSV(&amp;S)…</translation>
  </message>
  <message>
   <source>1 region</source>
   <translation>1 个区域</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>取消</translation>
  </message>
  <message>
   <source>Choose rows to outline them in the pictures, or click a region in a picture.</source>
   <translation>选中行可在图像中显示其轮廓，也可以点击图像中的区域。</translation>
  </message>
  <message>
   <source>Copy or save the regions listed, or their size distribution.</source>
   <translation>复制或保存列出的区域或其尺寸分布。</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>导出</translation>
  </message>
  <message>
   <source>Export regions</source>
   <translation>导出区域</translation>
  </message>
  <message>
   <source>Find and measure every region.</source>
   <translation>找出并测量每个区域。</translation>
  </message>
  <message>
   <source>Find regions</source>
   <translation>求区域</translation>
  </message>
  <message>
   <source>No region is left by the filter.</source>
   <translation>筛选之后没有剩下区域。</translation>
  </message>
  <message>
   <source>Number of regions</source>
   <translation>区域数</translation>
  </message>
  <message>
   <source>Regions</source>
   <translation>区域</translation>
  </message>
  <message>
   <source>Stop finding regions.</source>
   <translation>停止求区域。</translation>
  </message>
  <message>
   <source>Table as CS&amp;V…</source>
   <translation>表格存为 CSV(&amp;V)…</translation>
  </message>
  <message>
   <source>There are no regions.</source>
   <translation>没有区域。</translation>
  </message>
  <message>
   <source>{0} of {1}</source>
   <translation>{0} / {1}</translation>
  </message>
  <message>
   <source>{0} regions</source>
   <translation>{0} 个区域</translation>
  </message>
 </context>
 <context>
  <name>Replay</name>
  <message>
   <source>Assign {0}: no pixel changes its cluster</source>
   <translation>分配 {0}：没有像素换聚类</translation>
  </message>
  <message>
   <source>Assign {0}: {1} pixel changes its cluster ({2})</source>
   <translation>分配 {0}：{1} 个像素换了聚类（{2}）</translation>
  </message>
  <message>
   <source>Assign {0}: {1} pixels change their cluster ({2})</source>
   <translation>分配 {0}：{1} 个像素换了聚类（{2}）</translation>
  </message>
  <message>
   <source>Move {0}: centroid {1} goes farthest, by {2}</source>
   <translation>移动 {0}：质心 {1} 移动最远，{2}</translation>
  </message>
  <message>
   <source>converged</source>
   <translation>已收敛</translation>
  </message>
  <message>
   <source>converged within the tolerance</source>
   <translation>在容差内收敛</translation>
  </message>
  <message>
   <source>iteration {0} of {1}</source>
   <translation>迭代 {0} / {1}</translation>
  </message>
  <message>
   <source>not converged</source>
   <translation>未收敛</translation>
  </message>
  <message>
   <source>nothing is clustered</source>
   <translation>没有聚类</translation>
  </message>
  <message>
   <source>running</source>
   <translation>正在运行</translation>
  </message>
  <message>
   <source>start {0} of {1}</source>
   <translation>起点 {0} / {1}</translation>
  </message>
 </context>
 <context>
  <name>RescaleController</name>
  <message>
   <source>Give its own legend</source>
   <translation>给予独立图例</translation>
  </message>
  <message>
   <source>Rescale colours</source>
   <translation>颜色校正</translation>
  </message>
  <message>
   <source>Take its own legend away</source>
   <translation>取消独立图例</translation>
  </message>
 </context>
 <context>
  <name>ResultsController</name>
  <message>
   <source>Pictures that would fit the legend with rescaled colours: {0}.</source>
   <translation>校正颜色后会适合图例的图像：{0}。</translation>
  </message>
  <message>
   <source>Something was changed since this was measured: measure again.</source>
   <translation>测量之后有改动：请重新测量。</translation>
  </message>
  <message>
   <source>{0} failed</source>
   <translation>{0} 幅失败</translation>
  </message>
  <message>
   <source>{0} of {1} pictures measured</source>
   <translation>已测量 {1} 幅图像中的 {0} 幅</translation>
  </message>
  <message>
   <source>{0} to look at</source>
   <translation>{0} 幅需要查看</translation>
  </message>
 </context>
 <context>
  <name>RoiController</name>
  <message>
   <source>Change what is done inside</source>
   <translation>改变内部的处理方式</translation>
  </message>
  <message>
   <source>Cut out region of interest</source>
   <translation>剪去感兴趣区域</translation>
  </message>
  <message>
   <source>Delete region of interest</source>
   <translation>删除感兴趣区域</translation>
  </message>
  <message>
   <source>Draw region of interest</source>
   <translation>画感兴趣区域</translation>
  </message>
  <message>
   <source>Hide region of interest</source>
   <translation>隐藏感兴趣区域</translation>
  </message>
  <message>
   <source>Import regions of interest</source>
   <translation>导入感兴趣区域</translation>
  </message>
  <message>
   <source>Invert region of interest</source>
   <translation>反转感兴趣区域</translation>
  </message>
  <message>
   <source>Keep what is outside</source>
   <translation>保留外部</translation>
  </message>
  <message>
   <source>Magic wand</source>
   <translation>魔棒</translation>
  </message>
  <message>
   <source>Outside</source>
   <translation>外部</translation>
  </message>
  <message>
   <source>Outside {0}</source>
   <translation>{0}以外</translation>
  </message>
  <message>
   <source>Place {0}</source>
   <translation>区域 {0}</translation>
  </message>
  <message>
   <source>Rename region of interest</source>
   <translation>重命名感兴趣区域</translation>
  </message>
  <message>
   <source>Select the region of interest that is to be cut from.</source>
   <translation>请选中要从中剪去的感兴趣区域。</translation>
  </message>
  <message>
   <source>Show region of interest</source>
   <translation>显示感兴趣区域</translation>
  </message>
 </context>
 <context>
  <name>RunButtons</name>
  <message>
   <source>Cluster the picture from the start to the end.</source>
   <translation>从头到尾对图像聚类。</translation>
  </message>
  <message>
   <source>End at the iteration reached: that is the result, and it says so.</source>
   <translation>在当前迭代结束：这就是结果，并予以说明。</translation>
  </message>
  <message>
   <source>Hold after this iteration; Resume goes on to the same result.</source>
   <translation>在本次迭代后暂停；“继续”会得到同样的结果。</translation>
  </message>
  <message>
   <source>Live</source>
   <translation>实时</translation>
  </message>
  <message>
   <source>One iteration, then wait: see what it changes.</source>
   <translation>迭代一次后等待：看看它改变了什么。</translation>
  </message>
  <message>
   <source>Pause</source>
   <translation>暂停</translation>
  </message>
  <message>
   <source>Resume</source>
   <translation>继续</translation>
  </message>
  <message>
   <source>Run</source>
   <translation>运行</translation>
  </message>
  <message>
   <source>Run by itself after every change of a parameter.</source>
   <translation>参数每次改变后自动运行。</translation>
  </message>
  <message>
   <source>Step</source>
   <translation>单步</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>停止</translation>
  </message>
 </context>
 <context>
  <name>RunController</name>
  <message>
   <source>Clustering…</source>
   <translation>正在聚类…</translation>
  </message>
  <message>
   <source>Dropped: press Run to cluster</source>
   <translation>已放弃：按“运行”进行聚类</translation>
  </message>
  <message>
   <source>Finding superpixels…</source>
   <translation>正在求超像素…</translation>
  </message>
  <message>
   <source>Keep the names</source>
   <translation>保留名称</translation>
  </message>
  <message>
   <source>Learning from the examples…</source>
   <translation>正在从样例学习…</translation>
  </message>
  <message>
   <source>Learning {0}: {1} %</source>
   <translation>正在学习 {0}：{1} %</translation>
  </message>
  <message>
   <source>Learning…</source>
   <translation>正在学习…</translation>
  </message>
  <message>
   <source>No result yet</source>
   <translation>还没有结果</translation>
  </message>
  <message>
   <source>Parameters changed: press Run</source>
   <translation>参数已改变：请按“运行”</translation>
  </message>
  <message>
   <source>Paused</source>
   <translation>已暂停</translation>
  </message>
  <message>
   <source>Paused at iteration {0}</source>
   <translation>已在迭代 {0} 处暂停</translation>
  </message>
  <message>
   <source>Paused at iteration {0}; the table is of the last result</source>
   <translation>已在迭代 {0} 处暂停；表格属于上一个结果</translation>
  </message>
  <message>
   <source>Preparing {0}…</source>
   <translation>正在准备 {0}…</translation>
  </message>
  <message>
   <source>Running…</source>
   <translation>正在运行…</translation>
  </message>
 </context>
 <context>
  <name>SampleController</name>
  <message>
   <source>Points</source>
   <translation>检查点</translation>
  </message>
  <message>
   <source>Points from a file</source>
   <translation>来自文件的检查点</translation>
  </message>
  <message>
   <source>Remove points</source>
   <translation>移除检查点</translation>
  </message>
 </context>
 <context>
  <name>SampleDrawing</name>
  <message>
   <source>Draw more points</source>
   <translation>再抽取检查点</translation>
  </message>
  <message>
   <source>Draw points</source>
   <translation>抽取检查点</translation>
  </message>
  <message>
   <source>Drawing points…</source>
   <translation>正在抽取检查点…</translation>
  </message>
  <message>
   <source>Points from a file</source>
   <translation>来自文件的检查点</translation>
  </message>
 </context>
 <context>
  <name>SavingController</name>
  <message>
   <source>Apply recipe</source>
   <translation>应用方案</translation>
  </message>
  <message>
   <source>Floe</source>
   <translation>Floe</translation>
  </message>
  <message>
   <source>Floe documents</source>
   <translation>Floe 文档</translation>
  </message>
  <message>
   <source>Recipes</source>
   <translation>方案</translation>
  </message>
  <message>
   <source>Recipes and run records</source>
   <translation>方案和运行记录</translation>
  </message>
  <message>
   <source>Replace it</source>
   <translation>替换</translation>
  </message>
  <message>
   <source>Save as…</source>
   <translation>另存为…</translation>
  </message>
  <message>
   <source>Save recipe</source>
   <translation>保存方案</translation>
  </message>
  <message>
   <source>Save {0}</source>
   <translation>保存 {0}</translation>
  </message>
  <message>
   <source>Saved {0}</source>
   <translation>已保存 {0}</translation>
  </message>
  <message>
   <source>Saving here would replace what was saved there.</source>
   <translation>在此保存会替换那里保存的内容。</translation>
  </message>
  <message>
   <source>Saving…</source>
   <translation>正在保存…</translation>
  </message>
  <message>
   <source>The picture stays inside {0}: it is in no other place.</source>
   <translation>图像留在 {0} 中：别处没有它。</translation>
  </message>
  <message>
   <source>{0} has been changed by another window or program since it was opened here.</source>
   <translation>{0} 在这里打开之后，已被另一个窗口或程序更改。</translation>
  </message>
 </context>
 <context>
  <name>ScaleController</name>
  <message>
   <source>Copy scale</source>
   <translation>复制标定</translation>
  </message>
  <message>
   <source>Copy scale to the other pictures</source>
   <translation>将标定复制到其他图像</translation>
  </message>
  <message>
   <source>The other pictures in the list keep the scale that they had.</source>
   <translation>列表中的其他图像保留原来的标定。</translation>
  </message>
  <message>
   <source>The scale {scale} is that of the other pictures in the list, too ({count}).</source>
   <translation>标定 {scale} 也用于列表中的其他图像（{count} 幅）。</translation>
  </message>
 </context>
 <context>
  <name>ScaleRow</name>
  <message>
   <source>Change…</source>
   <translation>更改…</translation>
  </message>
  <message>
   <source>No scale: areas are in pixels</source>
   <translation>没有标定：面积以像素计</translation>
  </message>
  <message>
   <source>Say how large a pixel is on the ground: areas then carry real units.</source>
   <translation>说明一个像素在地面上有多大：面积就有了实际单位。</translation>
  </message>
  <message>
   <source>Scale</source>
   <translation>标定</translation>
  </message>
  <message>
   <source>Scale: {0}</source>
   <translation>标定：{0}</translation>
  </message>
  <message>
   <source>Set scale</source>
   <translation>设置标定</translation>
  </message>
  <message>
   <source>Set scale…</source>
   <translation>设置标定…</translation>
  </message>
 </context>
 <context>
  <name>SeeingController</name>
  <message>
   <source>EfficientNet-Lite0</source>
   <translation>EfficientNet-Lite0</translation>
  </message>
  <message>
   <source>Looking through the network…</source>
   <translation>正在通过网络查看…</translation>
  </message>
  <message>
   <source>Open a network</source>
   <translation>打开网络</translation>
  </message>
  <message>
   <source>Open a picture to see what a network sees in it.</source>
   <translation>打开图像后可以查看网络从中看到了什么。</translation>
  </message>
  <message>
   <source>Reading {0}…</source>
   <translation>正在读取 {0}…</translation>
  </message>
  <message>
   <source>layers and planes of the feature</source>
   <translation>特征的层和平面</translation>
  </message>
  <message>
   <source>planes of the feature</source>
   <translation>特征的平面</translation>
  </message>
  <message>
   <source>{0} · {1} million weights</source>
   <translation>{0} · {1} 百万个权重</translation>
  </message>
 </context>
 <context>
  <name>SeeingView</name>
  <message>
   <source>All layers</source>
   <translation>所有层</translation>
  </message>
  <message>
   <source>Card of the network</source>
   <translation>网络的卡片</translation>
  </message>
  <message>
   <source>Card…</source>
   <translation>卡片…</translation>
  </message>
  <message>
   <source>Cluster by this layer too: its maps by their principal components, as features.</source>
   <translation>也按此层聚类：以其特征图的主成分作为特征。</translation>
  </message>
  <message>
   <source>Cluster by this map too: a feature, with a weight in Features…</source>
   <translation>也按此特征图聚类：作为特征，权重在“特征…”中。</translation>
  </message>
  <message>
   <source>Depth</source>
   <translation>深度</translation>
  </message>
  <message>
   <source>From the first layer, which sees edges, to the last, which sees parts of things.</source>
   <translation>从看到边缘的第一层，到看到物体部件的最后一层。</translation>
  </message>
  <message>
   <source>How the picture is made ready for the network: order of the colours, mean, deviation.</source>
   <translation>图像如何为网络预处理：颜色顺序、均值、偏差。</translation>
  </message>
  <message>
   <source>Kind of layers</source>
   <translation>层的种类</translation>
  </message>
  <message>
   <source>Look through a network from a file: .onnx, or weights of VGG, DINOv2, CLIP …</source>
   <translation>查看文件中的网络：.onnx，或 VGG、DINOv2、CLIP 等的权重。</translation>
  </message>
  <message>
   <source>Network or feature</source>
   <translation>网络或特征</translation>
  </message>
  <message>
   <source>Open a network</source>
   <translation>打开网络</translation>
  </message>
  <message>
   <source>Open…</source>
   <translation>打开…</translation>
  </message>
  <message>
   <source>The wall shows the picture at {0} % of its size.</source>
   <translation>特征图墙以图像大小的 {0} % 显示。</translation>
  </message>
  <message>
   <source>Use the layer</source>
   <translation>使用层</translation>
  </message>
  <message>
   <source>Use the map</source>
   <translation>使用特征图</translation>
  </message>
  <message>
   <source>Which layers the slider goes through.</source>
   <translation>滑块在哪些层之间移动。</translation>
  </message>
  <message>
   <source>Whose maps are shown: a network, or a feature of the last run.</source>
   <translation>显示谁的特征图：一个网络，或上一次运行的特征。</translation>
  </message>
  <message>
   <source>activation</source>
   <translation>激活</translation>
  </message>
  <message>
   <source>block</source>
   <translation>块</translation>
  </message>
  <message>
   <source>convolution</source>
   <translation>卷积</translation>
  </message>
  <message>
   <source>pooling</source>
   <translation>池化</translation>
  </message>
  <message>
   <source>{0} (layer {1} of {2})</source>
   <translation>{0}（第 {1} 层，共 {2} 层）</translation>
  </message>
  <message>
   <source>{0} · {1} maps · a cell is {2} × {2} px</source>
   <translation>{0} · {1} 个特征图 · 每格 {2} × {2} px</translation>
  </message>
 </context>
 <context>
  <name>SegmentHandover</name>
  <message>
   <source>As in the series</source>
   <translation>与序列相同</translation>
  </message>
  <message>
   <source>Correct {0}</source>
   <translation>修正 {0}</translation>
  </message>
  <message>
   <source>What was edited by hand in {0} is not in the series: it is for other clusters or classes than those there. Measure the series, open the picture from there, and edit it in these classes.</source>
   <translation>{0} 中的手工修改没有用于序列：它用于与序列不同的聚类或类别。请测量序列，从那里打开图像，并在这些类别中修改。</translation>
  </message>
  <message>
   <source>What was edited by hand in {0} is not in the series: not all pixels are shown of a picture that is larger than memory.</source>
   <translation>{0} 中的手工修改没有用于序列：大于内存的图像没有显示全部像素。</translation>
  </message>
 </context>
 <context>
  <name>SegmentWorkspace</name>
  <message>
   <source>Find regions in one picture, and measure them.</source>
   <translation>找出一幅图像中的区域并测量。</translation>
  </message>
  <message>
   <source>Segment</source>
   <translation>分割</translation>
  </message>
  <message>
   <source>Tools</source>
   <translation>工具</translation>
  </message>
 </context>
 <context>
  <name>SelectTool</name>
  <message>
   <source>Click to select, drag or arrow keys to move; Ctrl+click: a point more or less.</source>
   <translation>点击选择，拖动或用方向键移动；Ctrl+点击：增减一个点。</translation>
  </message>
  <message>
   <source>Move region of interest</source>
   <translation>移动感兴趣区域</translation>
  </message>
  <message>
   <source>Select</source>
   <translation>选择</translation>
  </message>
 </context>
 <context>
  <name>SeriesExport</name>
  <message>
   <source>A row a picture and class, with intervals and drift.</source>
   <translation>每幅图像和类别一行，附区间和漂移。</translation>
  </message>
  <message>
   <source>Animation</source>
   <translation>动画</translation>
  </message>
  <message>
   <source>Area table</source>
   <translation>面积表</translation>
  </message>
  <message>
   <source>Areas</source>
   <translation>面积</translation>
  </message>
  <message>
   <source>By points</source>
   <translation>按检查点</translation>
  </message>
  <message>
   <source>Charts</source>
   <translation>图表</translation>
  </message>
  <message>
   <source>Classes</source>
   <translation>类别</translation>
  </message>
  <message>
   <source>Contact sheet</source>
   <translation>缩略图表</translation>
  </message>
  <message>
   <source>Each picture beside its classes, with date and areas.</source>
   <translation>每幅图像与其类别并列，带日期和面积。</translation>
  </message>
  <message>
   <source>Every class in its colour.</source>
   <translation>每个类别用其颜色。</translation>
  </message>
  <message>
   <source>Everything about the series, for a reader who was not there.</source>
   <translation>序列的全部内容，供不在场的读者阅读。</translation>
  </message>
  <message>
   <source>Its report</source>
   <translation>单幅报告</translation>
  </message>
  <message>
   <source>Labels</source>
   <translation>标签</translation>
  </message>
  <message>
   <source>Number, mean, standard deviation, median and sum of each class.</source>
   <translation>每个类别的个数、均值、标准差、中位数和总和。</translation>
  </message>
  <message>
   <source>Of each picture</source>
   <translation>每幅图像</translation>
  </message>
  <message>
   <source>Overlay</source>
   <translation>叠加图</translation>
  </message>
  <message>
   <source>Pictures</source>
   <translation>图像</translation>
  </message>
  <message>
   <source>Pictures, areas, scale and parameters of this one picture.</source>
   <translation>这一幅图像的图像、面积、标定和参数。</translation>
  </message>
  <message>
   <source>Pixels, shares and areas of its classes.</source>
   <translation>其类别的像素数、占比和面积。</translation>
  </message>
  <message>
   <source>Ratios</source>
   <translation>比值</translation>
  </message>
  <message>
   <source>Report</source>
   <translation>报告</translation>
  </message>
  <message>
   <source>Report and record</source>
   <translation>报告和记录</translation>
  </message>
  <message>
   <source>Run record</source>
   <translation>运行记录</translation>
  </message>
  <message>
   <source>Summary</source>
   <translation>汇总</translation>
  </message>
  <message>
   <source>Table</source>
   <translation>表格</translation>
  </message>
  <message>
   <source>Tables</source>
   <translation>表格</translation>
  </message>
  <message>
   <source>The area of each class against date or order.</source>
   <translation>每个类别的面积随日期或次序的变化。</translation>
  </message>
  <message>
   <source>The classes of every picture, small, side by side.</source>
   <translation>每幅图像的类别，缩小并排。</translation>
  </message>
  <message>
   <source>The cluster id of every pixel; a TIFF of a map has coordinates.</source>
   <translation>每个像素的聚类编号；有地图时 TIFF 带有坐标。</translation>
  </message>
  <message>
   <source>The picture under its classes, with outlines, key and scale bar.</source>
   <translation>类别覆盖的图像，附轮廓、图例和比例尺。</translation>
  </message>
  <message>
   <source>The ratios of classes against date or order.</source>
   <translation>类别比值随日期或次序的变化。</translation>
  </message>
  <message>
   <source>What it takes to repeat the series and to check it.</source>
   <translation>重复和核对序列所需的内容。</translation>
  </message>
  <message>
   <source>What points over all pictures say of the areas, and how right the map is.</source>
   <translation>所有图像的检查点对面积的结论，以及图有多准。</translation>
  </message>
 </context>
 <context>
  <name>SeriesExportController</name>
  <message>
   <source>Export cancelled.</source>
   <translation>导出已取消。</translation>
  </message>
  <message>
   <source>Exporting the series…</source>
   <translation>正在导出序列…</translation>
  </message>
  <message>
   <source>Exporting, {0} of {1}: {2}</source>
   <translation>正在导出，{0} / {1}：{2}</translation>
  </message>
  <message>
   <source>Floe</source>
   <translation>Floe</translation>
  </message>
  <message>
   <source>Replace</source>
   <translation>替换</translation>
  </message>
  <message>
   <source>The files of some pictures could not be written.
{0}</source>
   <translation>有些图像的文件无法写出。
{0}</translation>
  </message>
  <message>
   <source>{0} of the files are in {1} already: {2}. Replace them?</source>
   <translation>{1} 中已有其中 {0} 个文件：{2}。要替换吗？</translation>
  </message>
 </context>
 <context>
  <name>SeriesExportDialog</name>
  <message>
   <source>&amp;Browse…</source>
   <translation>浏览(&amp;B)…</translation>
  </message>
  <message>
   <source>&amp;Folder</source>
   <translation>文件夹(&amp;F)</translation>
  </message>
  <message>
   <source>Browse</source>
   <translation>浏览</translation>
  </message>
  <message>
   <source>Choose a folder.</source>
   <translation>请选择文件夹。</translation>
  </message>
  <message>
   <source>Choose at least one file.</source>
   <translation>请至少选择一个文件。</translation>
  </message>
  <message>
   <source>Choose the folder.</source>
   <translation>选择文件夹。</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>导出</translation>
  </message>
  <message>
   <source>Export 1 file</source>
   <translation>导出 1 个文件</translation>
  </message>
  <message>
   <source>Export the series</source>
   <translation>导出序列</translation>
  </message>
  <message>
   <source>Export {0} files</source>
   <translation>导出 {0} 个文件</translation>
  </message>
  <message>
   <source>Files of these names that are there already: {0}.</source>
   <translation>已有的同名文件：{0}。</translation>
  </message>
  <message>
   <source>Folder</source>
   <translation>文件夹</translation>
  </message>
  <message>
   <source>Folder for the exported files</source>
   <translation>导出文件的文件夹</translation>
  </message>
  <message>
   <source>Where the files are written.</source>
   <translation>文件写到哪里。</translation>
  </message>
  <message>
   <source>Write the files; it asks before it replaces any.</source>
   <translation>写出文件；替换任何文件之前先询问。</translation>
  </message>
 </context>
 <context>
  <name>SeriesPictures</name>
  <message>
   <source>Add pictures</source>
   <translation>添加图像</translation>
  </message>
  <message>
   <source>Change order</source>
   <translation>更改次序</translation>
  </message>
  <message>
   <source>Drop corrections</source>
   <translation>放弃修正</translation>
  </message>
  <message>
   <source>Open sample series</source>
   <translation>打开序列样例</translation>
  </message>
  <message>
   <source>Remove pictures</source>
   <translation>移除图像</translation>
  </message>
  <message>
   <source>Share scale and regions</source>
   <translation>共用标定和区域</translation>
  </message>
  <message>
   <source>There is no picture in the folder {0} that Floe reads.</source>
   <translation>文件夹 {0} 中没有 Floe 能读取的图像。</translation>
  </message>
 </context>
 <context>
  <name>SeriesRunController</name>
  <message>
   <source>Measuring the series…</source>
   <translation>正在测量序列…</translation>
  </message>
  <message>
   <source>{0} of {1} pictures were up to date.</source>
   <translation>{1} 幅图像中有 {0} 幅已是最新。</translation>
  </message>
  <message>
   <source>{0} of {1}: {2}</source>
   <translation>{0} / {1}：{2}</translation>
  </message>
 </context>
 <context>
  <name>SeriesTable</name>
  <message>
   <source>Area</source>
   <translation>面积</translation>
  </message>
  <message>
   <source>Checked</source>
   <translation>检验</translation>
  </message>
  <message>
   <source>Checked from</source>
   <translation>检验从</translation>
  </message>
  <message>
   <source>Checked sum</source>
   <translation>检验总和</translation>
  </message>
  <message>
   <source>Checked to</source>
   <translation>检验到</translation>
  </message>
  <message>
   <source>Class</source>
   <translation>类别</translation>
  </message>
  <message>
   <source>Date</source>
   <translation>日期</translation>
  </message>
  <message>
   <source>Empty for a ratio.</source>
   <translation>比值为空。</translation>
  </message>
  <message>
   <source>From</source>
   <translation>从</translation>
  </message>
  <message>
   <source>Half of the pictures have more, half have less.</source>
   <translation>一半的图像更多，一半更少。</translation>
  </message>
  <message>
   <source>How many pixels are of this class.</source>
   <translation>属于该类别的像素数。</translation>
  </message>
  <message>
   <source>In how many of them it was measured.</source>
   <translation>其中有多少幅测量了它。</translation>
  </message>
  <message>
   <source>In the unit beside it.</source>
   <translation>单位列在旁边。</translation>
  </message>
  <message>
   <source>Mean</source>
   <translation>均值</translation>
  </message>
  <message>
   <source>Measured, edited by hand, or to be looked at: the reason says why.</source>
   <translation>已测量、手工修改过，或需要查看：原因一栏有说明。</translation>
  </message>
  <message>
   <source>Median</source>
   <translation>中值</translation>
  </message>
  <message>
   <source>Of its area, or of the ratio.</source>
   <translation>其面积或比值。</translation>
  </message>
  <message>
   <source>Of its areas, by the points over all pictures.</source>
   <translation>其面积之和，由所有图像的检查点得到。</translation>
  </message>
  <message>
   <source>Of its areas.</source>
   <translation>其面积。</translation>
  </message>
  <message>
   <source>Of the pixels that were measured.</source>
   <translation>占被测像素的比例。</translation>
  </message>
  <message>
   <source>Over all pictures that were measured; or a ratio.</source>
   <translation>在所有被测图像中；或一个比值。</translation>
  </message>
  <message>
   <source>Picture</source>
   <translation>图像</translation>
  </message>
  <message>
   <source>Pictures</source>
   <translation>图像</translation>
  </message>
  <message>
   <source>Pixels</source>
   <translation>像素</translation>
  </message>
  <message>
   <source>Reason</source>
   <translation>原因</translation>
  </message>
  <message>
   <source>SD</source>
   <translation>标准差</translation>
  </message>
  <message>
   <source>Scale</source>
   <translation>标定</translation>
  </message>
  <message>
   <source>Share</source>
   <translation>占比</translation>
  </message>
  <message>
   <source>State</source>
   <translation>状态</translation>
  </message>
  <message>
   <source>Sum</source>
   <translation>总和</translation>
  </message>
  <message>
   <source>The area by the points that were looked at in the picture.</source>
   <translation>由该图像中判读过的检查点得到的面积。</translation>
  </message>
  <message>
   <source>The file; its row in the list is selected with it.</source>
   <translation>文件；列表中的相应行一同选中。</translation>
  </message>
  <message>
   <source>The lower end of the interval that holds the true area in 95 of 100 cases.</source>
   <translation>100 次中有 95 次包含真实面积的区间的下端。</translation>
  </message>
  <message>
   <source>The lower end of the interval that holds the true area in 95 of 100 samples of points.</source>
   <translation>100 个检查点样本中有 95 个包含真实面积的区间的下端。</translation>
  </message>
  <message>
   <source>The standard deviation from picture to picture.</source>
   <translation>图像之间的标准差。</translation>
  </message>
  <message>
   <source>The upper end of the interval that holds the true area in 95 of 100 cases.</source>
   <translation>100 次中有 95 次包含真实面积的区间的上端。</translation>
  </message>
  <message>
   <source>The upper end of the interval that holds the true area in 95 of 100 samples of points.</source>
   <translation>100 个检查点样本中有 95 个包含真实面积的区间的上端。</translation>
  </message>
  <message>
   <source>To</source>
   <translation>到</translation>
  </message>
  <message>
   <source>Unit</source>
   <translation>单位</translation>
  </message>
  <message>
   <source>What is measured, in the colour of the legend.</source>
   <translation>测量的内容，使用图例的颜色。</translation>
  </message>
  <message>
   <source>When it was taken: as the camera, the scene or its name say.</source>
   <translation>拍摄时间：由相机、场景或名称得知。</translation>
  </message>
  <message>
   <source>Where the size of a pixel is known from.</source>
   <translation>像元大小的来源。</translation>
  </message>
  <message>
   <source>Why it is doubtful or failed, and what helps.</source>
   <translation>为何可疑或失败，以及可行的办法。</translation>
  </message>
  <message>
   <source>none</source>
   <translation>无</translation>
  </message>
  <message>
   <source>px: the picture has no scale.</source>
   <translation>px：图像没有标定。</translation>
  </message>
  <message>
   <source>{0}, in {1} of {2} pictures.</source>
   <translation>{0}，涉及 {2} 幅图像中的 {1} 幅。</translation>
  </message>
 </context>
 <context>
  <name>SeriesWorkspace</name>
  <message>
   <source>Choose the pictures of the series</source>
   <translation>选择序列的图像</translation>
  </message>
  <message>
   <source>Drop a folder of pictures here</source>
   <translation>把图像文件夹拖放到这里</translation>
  </message>
  <message>
   <source>Floe measures all of them by one legend: one table, one curve, and how sure each point is.</source>
   <translation>Floe 用一个图例测量全部图像：一个表格，一条曲线，以及每个点有多可靠。</translation>
  </message>
  <message>
   <source>Open a lake on twelve dates, of which three no longer fit</source>
   <translation>打开一个湖泊的十二个日期，其中三个不再适合</translation>
  </message>
  <message>
   <source>Open pictures</source>
   <translation>打开图像</translation>
  </message>
  <message>
   <source>Try the sample series</source>
   <translation>试用序列样例</translation>
  </message>
 </context>
 <context>
  <name>Session</name>
  <message>
   <source>Change leading areas</source>
   <translation>更改为准的面积</translation>
  </message>
  <message>
   <source>Change parameters</source>
   <translation>更改参数</translation>
  </message>
  <message>
   <source>Change post-processing</source>
   <translation>更改后处理</translation>
  </message>
  <message>
   <source>Confirm class</source>
   <translation>确认类别</translation>
  </message>
  <message>
   <source>Merge classes</source>
   <translation>合并类别</translation>
  </message>
  <message>
   <source>Rename class</source>
   <translation>重命名类别</translation>
  </message>
  <message>
   <source>Set scale</source>
   <translation>设置标定</translation>
  </message>
  <message>
   <source>Split class</source>
   <translation>拆分类别</translation>
  </message>
 </context>
 <context>
  <name>SharedClusters</name>
  <message>
   <source>Find the smallest number of clusters that parts the examples, and cluster by it.</source>
   <translation>找出能把样例分开的最小聚类数，并据此聚类。</translation>
  </message>
  <message>
   <source>Learn</source>
   <translation>学习</translation>
  </message>
  <message>
   <source>Let a classifier learn from the examples what each pixel is.</source>
   <translation>由分类器从样例学习每个像素是什么。</translation>
  </message>
  <message>
   <source>Looking for clusters that part the examples…</source>
   <translation>正在查找能把样例分开的聚类…</translation>
  </message>
  <message>
   <source>No number of clusters that was tried parts these examples: learn from them instead.</source>
   <translation>试过的聚类数都不能把这些样例分开：请改为从样例学习。</translation>
  </message>
  <message>
   <source>Split it</source>
   <translation>拆分</translation>
  </message>
 </context>
 <context>
  <name>Shortcuts</name>
  <message>
   <source>1, 2, … the class; O another; U unsure; S or Space skip; Backspace back</source>
   <translation>1、2、… 类别；O 其他；U 无法判定；S 或空格 跳过；Backspace 返回</translation>
  </message>
  <message>
   <source>Arrow keys</source>
   <translation>方向键</translation>
  </message>
  <message>
   <source>Double click</source>
   <translation>双击</translation>
  </message>
  <message>
   <source>Drag with the hand, with the middle button, or with Space held</source>
   <translation>用抓手、鼠标中键或按住空格拖动</translation>
  </message>
  <message>
   <source>Esc</source>
   <translation>Esc</translation>
  </message>
  <message>
   <source>Give up what is half drawn, then the tool</source>
   <translation>放弃画了一半的内容，再放弃工具</translation>
  </message>
  <message>
   <source>In the pictures</source>
   <translation>在图像中</translation>
  </message>
  <message>
   <source>Move the picture</source>
   <translation>移动图像</translation>
  </message>
  <message>
   <source>Move the picture by keys</source>
   <translation>用键盘移动图像</translation>
  </message>
  <message>
   <source>Say what is at a point (Accuracy)</source>
   <translation>说明检查点处是什么（精度）</translation>
  </message>
  <message>
   <source>Show the whole picture</source>
   <translation>显示整幅图像</translation>
  </message>
  <message>
   <source>Wheel</source>
   <translation>滚轮</translation>
  </message>
  <message>
   <source>Zoom</source>
   <translation>缩放</translation>
  </message>
 </context>
 <context>
  <name>ShowButton</name>
  <message>
   <source>&amp;Never play by itself</source>
   <translation>从不自动播放(&amp;N)</translation>
  </message>
  <message>
   <source>Play at each &amp;change</source>
   <translation>每次改变时播放(&amp;C)</translation>
  </message>
  <message>
   <source>Play once when a picture is &amp;opened</source>
   <translation>打开图像时播放一次(&amp;O)</translation>
  </message>
  <message>
   <source>Show it converge: when the iterations are played by themselves</source>
   <translation>显示收敛过程：何时自动播放迭代</translation>
  </message>
 </context>
 <context>
  <name>SizePanel</name>
  <message>
   <source>(few)</source>
   <translation>（少）</translation>
  </message>
  <message>
   <source>By size</source>
   <translation>按尺寸</translation>
  </message>
  <message>
   <source>By size: regions an area in bins of equal ratio, both axes logarithmic. Plain: how many regions in bins of one width. Cumulative: all from a size on.</source>
   <translation>“按尺寸”：等比分组中每单位面积的区域数，两轴均为对数。“普通”：等宽分组中有多少区域。“累积”：不小于某尺寸的全部区域。</translation>
  </message>
  <message>
   <source>Cumulative</source>
   <translation>累积</translation>
  </message>
  <message>
   <source>Diameter</source>
   <translation>直径</translation>
  </message>
  <message>
   <source>Feret max</source>
   <translation>最大 Feret</translation>
  </message>
  <message>
   <source>Feret min</source>
   <translation>最小 Feret</translation>
  </message>
  <message>
   <source>Kind of distribution</source>
   <translation>分布的种类</translation>
  </message>
  <message>
   <source>Major axis</source>
   <translation>长轴</translation>
  </message>
  <message>
   <source>Mean caliper diameter</source>
   <translation>平均卡尺直径</translation>
  </message>
  <message>
   <source>N</source>
   <translation>N</translation>
  </message>
  <message>
   <source>No power law: it needs {0} regions of unlike size.</source>
   <translation>没有幂律：需要 {0} 个大小不同的区域。</translation>
  </message>
  <message>
   <source>Plain</source>
   <translation>普通</translation>
  </message>
  <message>
   <source>Power law</source>
   <translation>幂律</translation>
  </message>
  <message>
   <source>Power law p(d) ∝ d^−α, so N(≥ d) ∝ d^−{0}, fitted by maximum likelihood from the lower cut on,
which is the size from where law and data are closest (Clauset, Shalizi and Newman 2009).
±: standard error with this cut. In brackets: the middle 95 % of 200 resamples, the cut
searched anew in each. n: regions from the cut on.
Below {1} regions the exponent is uncertain in itself. A fit is no proof of a power law.</source>
   <translation>幂律 p(d) ∝ d^−α，因而 N(≥ d) ∝ d^−{0}，从下限起用最大似然拟合，
下限是使幂律与数据最接近的尺寸（Clauset, Shalizi and Newman 2009）。
±：该下限下的标准误差。括号中：200 次重抽样的中间 95 %，
每次重新寻找下限。n：下限以上的区域数。
少于 {1} 个区域时，指数本身就不确定。拟合不能证明幂律成立。</translation>
  </message>
  <message>
   <source>Regions in bins of one width, by size in {0}</source>
   <translation>等宽分组中的区域数，按尺寸（{0}）</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>大小</translation>
  </message>
  <message>
   <source>What counts as the size of a region.</source>
   <translation>以什么作为区域的尺寸。</translation>
  </message>
  <message>
   <source>What the axes measure</source>
   <translation>坐标轴表示什么</translation>
  </message>
  <message>
   <source>regions</source>
   <translation>区域数</translation>
  </message>
  <message>
   <source>regions of a size or larger</source>
   <translation>不小于某尺寸的区域数</translation>
  </message>
  <message>
   <source>{0} regions</source>
   <translation>{0} 个区域</translation>
  </message>
  <message>
   <source>{what} per {area} measured, by size in {unit}</source>
   <translation>每 {area} 被测面积的{what}，按尺寸（{unit}）</translation>
  </message>
  <message>
   <source>α = {0} ± {1} ({2} to {3}), d ≥ {4} {5}, n = {6}</source>
   <translation>α = {0} ± {1}（{2} 到 {3}），d ≥ {4} {5}，n = {6}</translation>
  </message>
 </context>
 <context>
  <name>SizePlot</name>
  <message>
   <source>Size distribution</source>
   <translation>尺寸分布</translation>
  </message>
 </context>
 <context>
  <name>SmoothingRow</name>
  <message>
   <source>An option of the smoothing.</source>
   <translation>平滑的一个选项。</translation>
  </message>
  <message>
   <source>Even light</source>
   <translation>校正光照</translation>
  </message>
  <message>
   <source>Lone pixels go to a cluster beside them that is near enough: grain goes, borders stay. Centroids stay what they are.</source>
   <translation>孤立的像素归到旁边足够接近的聚类：去除颗粒，保留边界。质心不变。</translation>
  </message>
  <message>
   <source>Neighbours</source>
   <translation>邻域一致</translation>
  </message>
  <message>
   <source>Neighbours agree</source>
   <translation>使邻域一致</translation>
  </message>
  <message>
   <source>Nothing</source>
   <translation>无</translation>
  </message>
  <message>
   <source>Option</source>
   <translation>选项</translation>
  </message>
  <message>
   <source>Smooth</source>
   <translation>平滑</translation>
  </message>
  <message>
   <source>Smooth the picture first</source>
   <translation>先平滑图像</translation>
  </message>
  <message>
   <source>Take uneven light off</source>
   <translation>去除不均匀光照</translation>
  </message>
  <message>
   <source>Takes a smooth field of light off the picture, found together with clusters. Not where a class lies on one side of the picture: its contrast would go too.</source>
   <translation>从图像中去除与聚类一同求得的平滑光场。类别集中在图像一侧时不要使用：其反差也会被去除。</translation>
  </message>
  <message>
   <source>The share of each named class without smoothing, even light and neighbours, and with them.</source>
   <translation>每个已命名类别在不用和使用平滑、校正光照、邻域一致时的占比。</translation>
  </message>
  <message>
   <source>What is done to the picture before it is clustered; the original stays what it is. It helps where grain is what parts the classes, and harms fine ones: look at the area below.</source>
   <translation>聚类之前对图像的处理；原图保持不变。当颗粒把类别打散时有帮助，对细小的类别有害：请看下方的面积。</translation>
  </message>
  <message>
   <source>What it does to the area</source>
   <translation>它对面积的影响</translation>
  </message>
 </context>
 <context>
  <name>SortController</name>
  <message>
   <source>Clustering: iteration {0}</source>
   <translation>聚类：第 {0} 次迭代</translation>
  </message>
  <message>
   <source>Looking for what there is to sort by…</source>
   <translation>正在查找可用的分类方式…</translation>
  </message>
  <message>
   <source>Show run</source>
   <translation>显示运行</translation>
  </message>
  <message>
   <source>Sort by kind</source>
   <translation>按种类分</translation>
  </message>
  <message>
   <source>Sorting the pictures…</source>
   <translation>正在对图像分类…</translation>
  </message>
  <message>
   <source>choosing the number of clusters</source>
   <translation>正在选择聚类数</translation>
  </message>
  <message>
   <source>clustering</source>
   <translation>正在聚类</translation>
  </message>
  <message>
   <source>learning on them</source>
   <translation>正在从中学习</translation>
  </message>
  <message>
   <source>looking at pictures</source>
   <translation>正在查看图像</translation>
  </message>
  <message>
   <source>looking for doubles</source>
   <translation>正在查找重复图像</translation>
  </message>
  <message>
   <source>looking for what is known</source>
   <translation>正在查找已知内容</translation>
  </message>
  <message>
   <source>making the map</source>
   <translation>正在制作分布图</translation>
  </message>
  <message>
   <source>start {0} of {1}</source>
   <translation>起点 {0} / {1}</translation>
  </message>
  <message>
   <source>{0} of {1}: {2}</source>
   <translation>{0} / {1}：{2}</translation>
  </message>
 </context>
 <context>
  <name>SortPanel</name>
  <message>
   <source>All runs of this collection; none is ever overwritten.</source>
   <translation>此图集的各次运行；绝不覆盖。</translation>
  </message>
  <message>
   <source>Clusters</source>
   <translation>聚类</translation>
  </message>
  <message>
   <source>Find clusters of pictures that are alike; every run is kept.</source>
   <translation>找出由相像图像组成的聚类；每次运行都会保留。</translation>
  </message>
  <message>
   <source>How many clusters there are to be; 0: as many as fit best.</source>
   <translation>要分成多少个聚类；0：最合适的数目。</translation>
  </message>
  <message>
   <source>Method</source>
   <translation>方法</translation>
  </message>
  <message>
   <source>More options</source>
   <translation>更多选项</translation>
  </message>
  <message>
   <source>Number of clusters</source>
   <translation>聚类数</translation>
  </message>
  <message>
   <source>Options of the method, and what is done to the numbers before.</source>
   <translation>方法的选项，以及之前对数值的处理。</translation>
  </message>
  <message>
   <source>Progress</source>
   <translation>进度</translation>
  </message>
  <message>
   <source>Runs</source>
   <translation>运行</translation>
  </message>
  <message>
   <source>Sort by kind</source>
   <translation>按种类分</translation>
  </message>
  <message>
   <source>Told apart by</source>
   <translation>区分依据</translation>
  </message>
  <message>
   <source>What of a picture counts when pictures are compared.</source>
   <translation>比较图像时看什么。</translation>
  </message>
  <message>
   <source>as fits best</source>
   <translation>最合适的数目</translation>
  </message>
 </context>
 <context>
  <name>SpaceController</name>
  <message>
   <source>Classes of a threshold, a legend or labels have no centroids to be moved.</source>
   <translation>阈值、图例或标签的类别没有可移动的质心。</translation>
  </message>
  <message>
   <source>Move centroid</source>
   <translation>移动质心</translation>
  </message>
  <message>
   <source>The parameters have changed: press Run before you move a centroid.</source>
   <translation>参数已改变：移动质心之前请按“运行”。</translation>
  </message>
  <message>
   <source>{0} pixels ({1}) have a colour that was drawn round. Esc shows all of the picture.</source>
   <translation>{0} 个像素（{1}）的颜色在所画的圈内。按 Esc 显示整幅图像。</translation>
  </message>
  <message>
   <source>{0} pixels · {1}</source>
   <translation>{0} 个像素 · {1}</translation>
  </message>
 </context>
 <context>
  <name>SplitOptions</name>
  <message>
   <source>Brightness</source>
   <translation>亮度</translation>
  </message>
  <message>
   <source>By</source>
   <translation>依据</translation>
  </message>
  <message>
   <source>Depth of a neck</source>
   <translation>颈深</translation>
  </message>
  <message>
   <source>How much narrower than the smaller region a neck must be, in per cent of the diameter; of the range of brightness where that splits. More splits less.</source>
   <translation>颈部应比较小的区域窄多少，以直径的百分比计；按亮度分开时以亮度范围计。越大，分得越少。</translation>
  </message>
  <message>
   <source>Kept free</source>
   <translation>留空</translation>
  </message>
  <message>
   <source>Lines</source>
   <translation>线</translation>
  </message>
  <message>
   <source>Lines between regions</source>
   <translation>区域之间的线</translation>
  </message>
  <message>
   <source>Neck</source>
   <translation>颈</translation>
  </message>
  <message>
   <source>Shape splits at necks; brightness at dark lines, or at bright ones in what is darker than the rest.</source>
   <translation>“形状”在颈部分开；“亮度”在暗线处分开，比其余部分暗的物体则在亮线处。</translation>
  </message>
  <message>
   <source>Shape: at necks</source>
   <translation>形状：在颈部</translation>
  </message>
  <message>
   <source>To the larger region</source>
   <translation>归较大的区域</translation>
  </message>
  <message>
   <source>To the larger region: no area changes. Kept free: the pixels of the line go to other classes.</source>
   <translation>归较大的区域：面积不变。留空：线上的像素归其他类别。</translation>
  </message>
  <message>
   <source>Where to split</source>
   <translation>在何处分开</translation>
  </message>
 </context>
 <context>
  <name>StartChoice</name>
  <message>
   <source>Best minimum</source>
   <translation>最佳极小值</translation>
  </message>
  <message>
   <source>Best minimum: tries all starts that need no seed, ten seeds of k-means++ and then swaps of centroids, and keeps the one with the lowest inertia.</source>
   <translation>最佳极小值：尝试所有不需要种子的起点和 k-means++ 的十个种子，然后交换质心，保留惯性最小的结果。</translation>
  </message>
  <message>
   <source>Best of 14</source>
   <translation>14 次取最佳</translation>
  </message>
  <message>
   <source>From file…</source>
   <translation>来自文件…</translation>
  </message>
  <message>
   <source>Maximin</source>
   <translation>最大最小距离</translation>
  </message>
  <message>
   <source>Optimal cut</source>
   <translation>最优切分</translation>
  </message>
  <message>
   <source>PCA-Part</source>
   <translation>PCA-Part</translation>
  </message>
  <message>
   <source>Random</source>
   <translation>随机</translation>
  </message>
  <message>
   <source>Start</source>
   <translation>起始</translation>
  </message>
  <message>
   <source>Variance cut</source>
   <translation>方差切分</translation>
  </message>
  <message>
   <source>Where the centroids begin: it decides which minimum is found. k-means++ is mostly the best choice; the others but Random need no seed, and Optimal cut is the optimum of a grey picture; Best of 14 tries these and ten seeds. Another k drops a start from a file.</source>
   <translation>质心从哪里开始：它决定找到哪个极小值。k-means++ 通常是最好的选择；除随机外其他方法不需要种子，“最优切分”对灰度图像是最优解；“14 次取最佳”尝试这些方法和十个种子。改变 k 会放弃来自文件的起点。</translation>
  </message>
  <message>
   <source>k-means++</source>
   <translation>k-means++</translation>
  </message>
 </context>
 <context>
  <name>StartPage</name>
  <message>
   <source>Draw points</source>
   <translation>抽取检查点</translation>
  </message>
  <message>
   <source>Draw random points, some of each cluster, and begin to look at them.</source>
   <translation>抽取随机检查点，每个聚类若干，并开始查看。</translation>
  </message>
  <message>
   <source>How many points are looked at. Four times as many make the error half as large.</source>
   <translation>查看多少个检查点。四倍的点数使误差减半。</translation>
  </message>
  <message>
   <source>Number of points</source>
   <translation>检查点数</translation>
  </message>
  <message>
   <source>Points</source>
   <translation>检查点</translation>
  </message>
  <message>
   <source>Points from a file…</source>
   <translation>来自文件的检查点…</translation>
  </message>
  <message>
   <source>Points that somebody has looked at already, for example on the ground: CSV with picture, x, y and class.</source>
   <translation>已由他人判读的检查点，例如实地判读：CSV，列为 picture、x、y 和 class。</translation>
  </message>
  <message>
   <source>Points that somebody has looked at already, for example on the ground: CSV with x, y and class, or GeoJSON.</source>
   <translation>已由他人判读的检查点，例如实地判读：CSV（x、y 和 class）或 GeoJSON。</translation>
  </message>
  <message>
   <source>Say what is really there at {0} random points over all pictures, and the area of each class in all of them together gets an error that holds. So does that of each picture with twenty points or more.</source>
   <translation>在所有图像的 {0} 个随机检查点上说明实际是什么，各类别的总面积就有了站得住脚的误差。检查点不少于二十个的每幅图像也是如此。</translation>
  </message>
  <message>
   <source>Say what is really there at {0} random points, and each area gets an error that holds. It also tells how much of the map is right.</source>
   <translation>在 {0} 个随机检查点上说明实际是什么，每个面积就有了站得住脚的误差。还能知道图有多少是对的。</translation>
  </message>
  <message>
   <source>Seed</source>
   <translation>种子</translation>
  </message>
  <message>
   <source>Seed of the points</source>
   <translation>检查点的种子</translation>
  </message>
  <message>
   <source>The same seed draws the same points of the same result.</source>
   <translation>同一种子在同一结果上抽取同样的检查点。</translation>
  </message>
 </context>
 <context>
  <name>StatusLine</name>
  <message>
   <source>Cancel</source>
   <translation>取消</translation>
  </message>
  <message>
   <source>Drop what is being done; what is open stays as it is. (Esc)</source>
   <translation>放弃正在进行的操作；已打开的内容保持原样。（Esc）</translation>
  </message>
  <message>
   <source>Pixel under the cursor</source>
   <translation>光标下的像素</translation>
  </message>
  <message>
   <source>Progress</source>
   <translation>进度</translation>
  </message>
 </context>
 <context>
  <name>StepEditor</name>
  <message>
   <source>All classes</source>
   <translation>所有类别</translation>
  </message>
  <message>
   <source>Class of the step</source>
   <translation>步骤的类别</translation>
  </message>
  <message>
   <source>Drag to see the result follow.</source>
   <translation>拖动可看到结果随之变化。</translation>
  </message>
  <message>
   <source>How far the step reaches; 0 changes nothing.</source>
   <translation>步骤的作用范围；0 表示不改变。</translation>
  </message>
  <message>
   <source>On</source>
   <translation>作用于</translation>
  </message>
  <message>
   <source>Pixels, or ground units where there is a scale; the size stays the same.</source>
   <translation>像素，有标定时也可用地面单位；大小保持不变。</translation>
  </message>
  <message>
   <source>Size of the step</source>
   <translation>步骤的大小</translation>
  </message>
  <message>
   <source>Size, coarse</source>
   <translation>大小，粗调</translation>
  </message>
  <message>
   <source>The class that the step works on; locked classes stay as they are.</source>
   <translation>步骤作用的类别；锁定的类别保持不变。</translation>
  </message>
  <message>
   <source>Unit of the size</source>
   <translation>大小的单位</translation>
  </message>
  <message>
   <source>{0} (not there)</source>
   <translation>{0}（不存在）</translation>
  </message>
 </context>
 <context>
  <name>StepList</name>
  <message>
   <source>Applied from top to bottom. Untick a step to see the result without it.</source>
   <translation>从上到下执行。取消勾选一个步骤可看到没有它的结果。</translation>
  </message>
  <message>
   <source>Changed</source>
   <translation>改变</translation>
  </message>
  <message>
   <source>Class</source>
   <translation>类别</translation>
  </message>
  <message>
   <source>How many pixels have another class after the step than before it.</source>
   <translation>步骤前后类别不同的像素数。</translation>
  </message>
  <message>
   <source>Step</source>
   <translation>步骤</translation>
  </message>
  <message>
   <source>Steps of post-processing</source>
   <translation>后处理步骤</translation>
  </message>
  <message>
   <source>The class that the step works on.</source>
   <translation>步骤作用的类别。</translation>
  </message>
 </context>
 <context>
  <name>Steps</name>
  <message>
   <source>Area</source>
   <translation>面积</translation>
  </message>
  <message>
   <source>Bridges, threads and specks narrower than a disk of the radius go to their neighbours.</source>
   <translation>比给定半径的圆更窄的细桥、细线和碎斑归到相邻类别。</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>闭运算</translation>
  </message>
  <message>
   <source>Diameter</source>
   <translation>直径</translation>
  </message>
  <message>
   <source>Drop specks</source>
   <translation>去除碎斑</translation>
  </message>
  <message>
   <source>Each pixel gets the class most frequent within the radius: rough borders become smooth.</source>
   <translation>每个像素取半径内最多的类别：毛糙的边界变平滑。</translation>
  </message>
  <message>
   <source>Fill holes</source>
   <translation>填充孔洞</translation>
  </message>
  <message>
   <source>Gaps and cracks narrower than a disk of the radius are filled with the class around them.</source>
   <translation>比给定半径的圆更窄的缝隙和裂纹由周围的类别填补。</translation>
  </message>
  <message>
   <source>Holes of at most the area go to the class around them; those at the picture's edge stay.</source>
   <translation>不超过该面积的孔洞归到周围的类别；图像边缘处的保留。</translation>
  </message>
  <message>
   <source>Keep largest</source>
   <translation>仅保留最大区域</translation>
  </message>
  <message>
   <source>Majority</source>
   <translation>众数滤波</translation>
  </message>
  <message>
   <source>Only the largest region of the class stays; the others go to the classes around them.</source>
   <translation>只留下类别中最大的区域；其余归到周围的类别。</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>开运算</translation>
  </message>
  <message>
   <source>Radius</source>
   <translation>半径</translation>
  </message>
  <message>
   <source>Regions smaller than the area go to the classes around them.</source>
   <translation>小于该面积的区域归到周围的类别。</translation>
  </message>
  <message>
   <source>Regions that touch become several, none narrower than the diameter; the areas of classes stay, unless the lines between them are kept free.</source>
   <translation>相连的部分分成几个区域，宽度不小于直径；类别的面积不变，除非其间的线留空。</translation>
  </message>
  <message>
   <source>Split touching</source>
   <translation>分开相连区域</translation>
  </message>
 </context>
 <context>
  <name>StepsTimeline</name>
  <message>
   <source>Assign: the other half, each pixel goes to the nearest centroid</source>
   <translation>分配：另外半次，每个像素归到最近的质心</translation>
  </message>
  <message>
   <source>Move: half an iteration on, each centroid goes to the mean of its pixels</source>
   <translation>移动：前进半次迭代，每个质心移到其像素的均值处</translation>
  </message>
 </context>
 <context>
  <name>SummaryRow</name>
  <message>
   <source>Of the regions listed. SD: standard deviation of the sample. Sort by another column to see what that comes to.</source>
   <translation>所列区域的汇总。SD：样本标准差。按其他列排序可以看到该列的汇总。</translation>
  </message>
  <message>
   <source>SD {0}</source>
   <translation>SD {0}</translation>
  </message>
  <message>
   <source>Summary of the regions listed</source>
   <translation>所列区域的汇总</translation>
  </message>
  <message>
   <source>mean {0}</source>
   <translation>均值 {0}</translation>
  </message>
  <message>
   <source>median {0}</source>
   <translation>中位数 {0}</translation>
  </message>
  <message>
   <source>n {0}</source>
   <translation>n {0}</translation>
  </message>
  <message>
   <source>total {0}</source>
   <translation>合计 {0}</translation>
  </message>
 </context>
 <context>
  <name>TablePanel</name>
  <message>
   <source>Each class over all pictures that were measured.</source>
   <translation>每个类别在所有被测图像中的情况。</translation>
  </message>
  <message>
   <source>Every picture and class. Ctrl+C copies the rows chosen.</source>
   <translation>每幅图像和每个类别。Ctrl+C 复制所选行。</translation>
  </message>
  <message>
   <source>Filter</source>
   <translation>筛选</translation>
  </message>
  <message>
   <source>Filter the table</source>
   <translation>筛选表格</translation>
  </message>
  <message>
   <source>Show only rows with these letters: of a picture, a class, a state, a reason.</source>
   <translation>只显示含有这些字符的行：图像、类别、状态、原因。</translation>
  </message>
  <message>
   <source>Summary</source>
   <translation>汇总</translation>
  </message>
  <message>
   <source>Table</source>
   <translation>表格</translation>
  </message>
 </context>
 <context>
  <name>TermPlot</name>
  <message>
   <source>Loss</source>
   <translation>损失</translation>
  </message>
  <message>
   <source>Loss over the epochs</source>
   <translation>损失随轮次的变化</translation>
  </message>
 </context>
 <context>
  <name>TextControl</name>
  <message>
   <source>the feature {name}</source>
   <translation>特征 {name}</translation>
  </message>
 </context>
 <context>
  <name>ThresholdBox</name>
  <message>
   <source>Channel</source>
   <translation>通道</translation>
  </message>
  <message>
   <source>Cut at</source>
   <translation>切分处</translation>
  </message>
  <message>
   <source>Find the thresholds: those of least variance within the classes, the best there are. They follow the picture until a line is dragged or a number typed.</source>
   <translation>求阈值：使类内方差最小的最优阈值。在拖动线或输入数字之前随图像变化。</translation>
  </message>
  <message>
   <source>Otsu</source>
   <translation>Otsu</translation>
  </message>
  <message>
   <source>The one number of each pixel that is cut: a band, a coordinate of its colour, an index.</source>
   <translation>每个像素被切分的那个数：波段、颜色坐标或指数。</translation>
  </message>
  <message>
   <source>Thresholds</source>
   <translation>阈值</translation>
  </message>
  <message>
   <source>Thresholds by Otsu</source>
   <translation>Otsu 阈值</translation>
  </message>
  <message>
   <source>Where the channel is cut, with commas between: a value of at least one belongs above it.</source>
   <translation>通道在何处切分，用逗号分隔：大于或等于阈值的值属于其上。</translation>
  </message>
 </context>
 <context>
  <name>ThresholdPlot</name>
  <message>
   <source>Histogram of the channel</source>
   <translation>通道的直方图</translation>
  </message>
  <message>
   <source>How many pixels have each value (heights are square roots, so that small heaps show). Drag a line: a value of at least a threshold belongs above it.</source>
   <translation>每个值有多少像素（高度为平方根，使小峰也看得见）。拖动线：大于或等于阈值的值属于其上。</translation>
  </message>
 </context>
 <context>
  <name>Timeline</name>
  <message>
   <source>Iteration shown</source>
   <translation>显示的迭代</translation>
  </message>
  <message>
   <source>Pause the playback</source>
   <translation>暂停播放</translation>
  </message>
  <message>
   <source>Play</source>
   <translation>播放</translation>
  </message>
  <message>
   <source>Play the iterations back</source>
   <translation>播放迭代过程</translation>
  </message>
  <message>
   <source>Playback speed</source>
   <translation>播放速度</translation>
  </message>
  <message>
   <source>Show any iteration again; the result stays the last one</source>
   <translation>回看任一次迭代；结果仍是最后一次</translation>
  </message>
  <message>
   <source>Show the iteration before</source>
   <translation>显示前一次迭代</translation>
  </message>
  <message>
   <source>Show the last iteration: the result</source>
   <translation>显示最后一次迭代：结果</translation>
  </message>
  <message>
   <source>Show the next iteration</source>
   <translation>显示后一次迭代</translation>
  </message>
  <message>
   <source>Show the start: the first centroids</source>
   <translation>显示起始：最初的质心</translation>
  </message>
  <message>
   <source>Speed of the playback: 1× shows {0} iterations a second</source>
   <translation>播放速度：1× 每秒显示 {0} 次迭代</translation>
  </message>
  <message>
   <source>converged</source>
   <translation>已收敛</translation>
  </message>
  <message>
   <source>iteration {0} of {1}</source>
   <translation>迭代 {0} / {1}</translation>
  </message>
 </context>
 <context>
  <name>ToolOptionsRow</name>
  <message>
   <source>Drag moves the picture, the wheel zooms, a click stays with a pixel.</source>
   <translation>拖动移动图像，滚轮缩放，点击固定一个像素。</translation>
  </message>
  <message>
   <source>Hand</source>
   <translation>抓手</translation>
  </message>
  <message>
   <source>Tool options</source>
   <translation>工具选项</translation>
  </message>
 </context>
 <context>
  <name>TotalRow</name>
  <message>
   <source>All classes together: every pixel that holds data.</source>
   <translation>所有类别合计：每个含数据的像素。</translation>
  </message>
  <message>
   <source>Still k = {0}</source>
   <translation>仍为 k = {0}</translation>
  </message>
  <message>
   <source>Still of {0} clusters</source>
   <translation>仍为 {0} 个聚类</translation>
  </message>
  <message>
   <source>The table is of the last result; the one with another number is not there yet.</source>
   <translation>表格属于上一个结果；另一聚类数的结果尚未得到。</translation>
  </message>
  <message>
   <source>Total</source>
   <translation>合计</translation>
  </message>
 </context>
 <context>
  <name>TurnedSpace</name>
  <message>
   <source>Arrow keys turn, + and − zoom, Home shows it as it was at first.</source>
   <translation>方向键旋转，+ 和 − 缩放，Home 恢复初始视角。</translation>
  </message>
  <message>
   <source>Colours of the picture and centroids, in space</source>
   <translation>三维空间中图像的颜色和质心</translation>
  </message>
 </context>
 <context>
  <name>UndoController</name>
  <message>
   <source>{0}: {1}</source>
   <translation>{0}：{1}</translation>
  </message>
  <message>
   <source>{0}: {1} ({2})</source>
   <translation>{0}：{1}（{2}）</translation>
  </message>
 </context>
 <context>
  <name>UnitRow</name>
  <message>
   <source>B&amp;y</source>
   <translation>方式(&amp;Y)</translation>
  </message>
  <message>
   <source>Deta&amp;il</source>
   <translation>精细程度(&amp;I)</translation>
  </message>
  <message>
   <source>Detail of the superpixels</source>
   <translation>超像素的精细程度</translation>
  </message>
  <message>
   <source>How far patches are merged: to the left fewer and larger ones, to the right more and finer.</source>
   <translation>块合并到什么地步：向左少而大，向右多而细。</translation>
  </message>
  <message>
   <source>Pixels</source>
   <translation>像素</translation>
  </message>
  <message>
   <source>Pixels: every pixel by its own colour, best for what is to be measured exactly. Superpixels: patches of like pixels, each as a whole, best for photographs of things; their borders stay as borders of regions. Threshold: no k-means; one channel is cut at values that you see in its histogram.</source>
   <translation>像素：每个像素按自己的颜色，最适合需要精确测量的内容。超像素：相似像素组成的块，作为整体，最适合物体的照片；其边界保留为区域的边界。阈值：不用 k-means；在直方图上看着切分一个通道。</translation>
  </message>
  <message>
   <source>Superpixels</source>
   <translation>超像素</translation>
  </message>
  <message>
   <source>Threshold</source>
   <translation>阈值</translation>
  </message>
  <message>
   <source>What is clustered</source>
   <translation>对什么聚类</translation>
  </message>
 </context>
 <context>
  <name>ViewController</name>
  <message>
   <source>Screen pixels per picture pixel</source>
   <translation>每个图像像素对应的屏幕像素</translation>
  </message>
 </context>
 <context>
  <name>WandOptions</name>
  <message>
   <source>&amp;Joined</source>
   <translation>相连(&amp;J)</translation>
  </message>
  <message>
   <source>By how much each band may differ from the pixel clicked on, in the numbers of the file.</source>
   <translation>每个波段与所点像素最多相差多少，以文件中的数值计。</translation>
  </message>
  <message>
   <source>Only pixels joined with the one clicked on by their sides; else all that look alike.</source>
   <translation>只选以边与所点像素相连的像素；否则选所有看起来相同的。</translation>
  </message>
  <message>
   <source>Tolerance</source>
   <translation>容差</translation>
  </message>
 </context>
 <context>
  <name>WandTool</name>
  <message>
   <source>Click on a pixel: what looks like it is inside. Shift adds, Alt cuts out.</source>
   <translation>点击一个像素：与它相似的部分在区域内。Shift 添加，Alt 剪去。</translation>
  </message>
  <message>
   <source>Magic wand</source>
   <translation>魔棒</translation>
  </message>
 </context>
 <context>
  <name>WatchController</name>
  <message>
   <source>Running k-means again…</source>
   <translation>正在重新运行 k-means…</translation>
  </message>
  <message>
   <source>inertia {0} × that of the last</source>
   <translation>惯性为最后的 {0} 倍</translation>
  </message>
  <message>
   <source>start {0} of {1}</source>
   <translation>起点 {0} / {1}</translation>
  </message>
 </context>
 <context>
  <name>WelcomePage</name>
  <message>
   <source>A lake with islands and a shallow shore, on a map</source>
   <translation>有岛屿和浅滩的湖泊，在地图上</translation>
  </message>
  <message>
   <source>Cells</source>
   <translation>细胞</translation>
  </message>
  <message>
   <source>Choose a picture to segment and measure</source>
   <translation>选择要分割和测量的图像</translation>
  </message>
  <message>
   <source>Drop a picture here</source>
   <translation>把图像拖放到这里</translation>
  </message>
  <message>
   <source>Floe finds its regions and measures their area.</source>
   <translation>Floe 找出其中的区域并测量面积。</translation>
  </message>
  <message>
   <source>Floes on water whose areas Floe finds to the pixel</source>
   <translation>水面上的浮冰，Floe 求得的面积精确到像素</translation>
  </message>
  <message>
   <source>Floes with melt ponds and thin ice, on a map</source>
   <translation>带有融池和薄冰的浮冰，在地图上</translation>
  </message>
  <message>
   <source>How it works, in two minutes</source>
   <translation>两分钟了解原理</translation>
  </message>
  <message>
   <source>Lake</source>
   <translation>湖泊</translation>
  </message>
  <message>
   <source>Melt ponds</source>
   <translation>融池</translation>
  </message>
  <message>
   <source>Open a picture</source>
   <translation>打开图像</translation>
  </message>
  <message>
   <source>Opened last</source>
   <translation>最近打开</translation>
  </message>
  <message>
   <source>Open…</source>
   <translation>打开…</translation>
  </message>
  <message>
   <source>Or try a sample</source>
   <translation>或试用样例</translation>
  </message>
  <message>
   <source>Read how Floe finds regions, with an example of six points (F8).</source>
   <translation>了解 Floe 如何找出区域，附六个点的例子（F8）。</translation>
  </message>
  <message>
   <source>Sea ice</source>
   <translation>海冰</translation>
  </message>
  <message>
   <source>Stained cells with nuclei, without a scale</source>
   <translation>染色的细胞及其细胞核，没有标定</translation>
  </message>
  <message>
   <source>{0} is not there any more.</source>
   <translation>{0} 已不存在。</translation>
  </message>
 </context>
 <context>
  <name>Why</name>
  <message>
   <source>As its cluster is named</source>
   <translation>按其聚类的名称</translation>
  </message>
  <message>
   <source>Both are equally far; the tie goes to the one that came first in the start.</source>
   <translation>两者同样远；平局时归起始时在前的一个。</translation>
  </message>
  <message>
   <source>Both are of the same class.</source>
   <translation>两者属于同一类别。</translation>
  </message>
  <message>
   <source>Clearly cluster {0}</source>
   <translation>明确属于聚类 {0}</translation>
  </message>
  <message>
   <source>Cluster {0}</source>
   <translation>聚类 {0}</translation>
  </message>
  <message>
   <source>Cluster {0}, near the border</source>
   <translation>聚类 {0}，靠近边界</translation>
  </message>
  <message>
   <source>Exactly the centroid of cluster {0}</source>
   <translation>恰好是聚类 {0} 的质心</translation>
  </message>
  <message>
   <source>Its value, {0}, is at least the threshold {1} and lies below {2}.</source>
   <translation>其值 {0} 大于或等于阈值 {1}，小于 {2}。</translation>
  </message>
  <message>
   <source>Its value, {0}, is at least the threshold {1}.</source>
   <translation>其值 {0} 大于或等于阈值 {1}。</translation>
  </message>
  <message>
   <source>Its value, {0}, lies below the threshold {1}.</source>
   <translation>其值 {0} 小于阈值 {1}。</translation>
  </message>
  <message>
   <source>Learned: {0}</source>
   <translation>学习结果：{0}</translation>
  </message>
  <message>
   <source>Learned: {0}, as its cluster is named</source>
   <translation>学习结果：{0}，与其聚类的名称相同</translation>
  </message>
  <message>
   <source>Learned: {0}; its cluster is named {1}</source>
   <translation>学习结果：{0}；其聚类的名称是 {1}</translation>
  </message>
  <message>
   <source>Nothing is learned here: its class has a name and no examples, or is locked.</source>
   <translation>这里没有学习：其类别已有名称而没有样例，或已锁定。</translation>
  </message>
  <message>
   <source>On the border of {0} and {1}</source>
   <translation>在 {0} 与 {1} 的边界上</translation>
  </message>
  <message>
   <source>On the border: cluster {0}</source>
   <translation>在边界上：聚类 {0}</translation>
  </message>
  <message>
   <source>Scores: {0}. Most like the examples of {1}.</source>
   <translation>得分：{0}。最像 {1} 的样例。</translation>
  </message>
  <message>
   <source>The next, {0}, is only {1} times as far.</source>
   <translation>下一个是 {0}，距离仅为 {1} 倍。</translation>
  </message>
  <message>
   <source>The next, {0}, is {1} away.</source>
   <translation>下一个是 {0}，距离 {1}。</translation>
  </message>
  <message>
   <source>The next, {0}, is {1} times as far.</source>
   <translation>下一个是 {0}，距离为 {1} 倍。</translation>
  </message>
  <message>
   <source>The only pixel of exactly this colour</source>
   <translation>唯一恰好为这种颜色的像素</translation>
  </message>
  <message>
   <source>There is no other cluster.</source>
   <translation>没有其他聚类。</translation>
  </message>
  <message>
   <source>What its cluster is named still counts {0}.</source>
   <translation>其聚类的名称仍占 {0}。</translation>
  </message>
  <message>
   <source>chroma {0}</source>
   <translation>彩度 {0}</translation>
  </message>
  <message>
   <source>colour difference ΔE</source>
   <translation>色差 ΔE</translation>
  </message>
  <message>
   <source>degrees</source>
   <translation>度</translation>
  </message>
  <message>
   <source>grey {0}</source>
   <translation>灰度 {0}</translation>
  </message>
  <message>
   <source>hue {0}°</source>
   <translation>色相 {0}°</translation>
  </message>
  <message>
   <source>levels</source>
   <translation>级</translation>
  </message>
  <message>
   <source>more than {0}</source>
   <translation>大于 {0}</translation>
  </message>
  <message>
   <source>units of the channel</source>
   <translation>通道的单位</translation>
  </message>
  <message>
   <source>units of the space</source>
   <translation>空间的单位</translation>
  </message>
  <message>
   <source>value {0}</source>
   <translation>明度值 {0}</translation>
  </message>
  <message>
   <source>{0} at x {1}, y {2} ({3} % alike)</source>
   <translation>{0}，位于 x {1}，y {2}（相似 {3} %）</translation>
  </message>
  <message>
   <source>{0} pixels of exactly this colour ({1})</source>
   <translation>{0} 个像素恰好为这种颜色（{1}）</translation>
  </message>
 </context>
 <context>
  <name>WhyController</name>
  <message>
   <source>A label image is not clustered: each pixel is of the object that its value names.</source>
   <translation>标签图像不作聚类：每个像素属于其值所指的对象。</translation>
  </message>
  <message>
   <source>Cropped away</source>
   <translation>已裁掉</translation>
  </message>
  <message>
   <source>Distance to the centroids in {0}</source>
   <translation>到质心的距离，{0}</translation>
  </message>
  <message>
   <source>Iteration {0} of {1}: the centroids as they stood then</source>
   <translation>迭代 {0} / {1}：当时的质心</translation>
  </message>
  <message>
   <source>Move over the picture to see why a pixel is in its cluster. Click to stay with it.</source>
   <translation>在图像上移动可以看到像素为何在其聚类中。点击固定一个像素。</translation>
  </message>
  <message>
   <source>No data</source>
   <translation>无数据</translation>
  </message>
  <message>
   <source>Nothing was clustered here: each pixel has the class that the labels give it.</source>
   <translation>这里没有聚类：每个像素的类别由标签给出。</translation>
  </message>
  <message>
   <source>Open a picture to see why each of its pixels is in its cluster.</source>
   <translation>打开图像后可以查看每个像素为何在其聚类中。</translation>
  </message>
  <message>
   <source>Outside</source>
   <translation>外部</translation>
  </message>
  <message>
   <source>The picture holds nothing here, so this pixel is in no cluster.</source>
   <translation>图像在这里没有内容，因此这个像素不属于任何聚类。</translation>
  </message>
  <message>
   <source>The reason appears here once the picture is clustered.</source>
   <translation>图像聚类之后，原因显示在这里。</translation>
  </message>
  <message>
   <source>This pixel is outside the crop, so k-means has not seen it.</source>
   <translation>这个像素在裁剪范围之外，k-means 没有看到它。</translation>
  </message>
  <message>
   <source>This pixel is outside the regions of interest, so k-means has not seen it.</source>
   <translation>这个像素在感兴趣区域之外，k-means 没有看到它。</translation>
  </message>
  <message>
   <source>no data</source>
   <translation>无数据</translation>
  </message>
  <message>
   <source>x {0}, y {1}</source>
   <translation>x {0}，y {1}</translation>
  </message>
 </context>
 <context>
  <name>WhyPanel</name>
  <message>
   <source>Cluster</source>
   <translation>聚类</translation>
  </message>
  <message>
   <source>Colour of the pixel</source>
   <translation>像素的颜色</translation>
  </message>
  <message>
   <source>Distance to every centroid</source>
   <translation>到每个质心的距离</translation>
  </message>
  <message>
   <source>Distances</source>
   <translation>距离</translation>
  </message>
  <message>
   <source>How many pixels of the whole picture have exactly this stored value.</source>
   <translation>整幅图像中有多少像素恰好是这个存储值。</translation>
  </message>
  <message>
   <source>Iteration</source>
   <translation>迭代</translation>
  </message>
  <message>
   <source>Let go</source>
   <translation>放开</translation>
  </message>
  <message>
   <source>Let go of the pixel</source>
   <translation>放开像素</translation>
  </message>
  <message>
   <source>Let go of this pixel: the panel follows the cursor again.</source>
   <translation>放开这个像素：面板重新跟随光标。</translation>
  </message>
  <message>
   <source>Margin to the next cluster</source>
   <translation>到下一个聚类的差距</translation>
  </message>
  <message>
   <source>Pixels of this colour</source>
   <translation>这种颜色的像素</translation>
  </message>
  <message>
   <source>Position of the pixel</source>
   <translation>像素的位置</translation>
  </message>
  <message>
   <source>The reason appears here once a picture is clustered.</source>
   <translation>图像聚类之后，原因显示在这里。</translation>
  </message>
  <message>
   <source>The shorter the bar, the nearer the centroid; the nearest has the pixel.</source>
   <translation>条越短，质心越近；像素属于最近的质心。</translation>
  </message>
  <message>
   <source>Unit of the distances</source>
   <translation>距离的单位</translation>
  </message>
  <message>
   <source>Value of the pixel</source>
   <translation>像素的值</translation>
  </message>
  <message>
   <source>Why is this pixel here?</source>
   <translation>这个像素为何在这里？</translation>
  </message>
 </context>
 <context>
  <name>WordsDialog</name>
  <message>
   <source>For each cluster the nearest of the words in a file is proposed. The pictures have to be sorted by the CLIP that the text encoder belongs to (Network). Nothing leaves this machine.</source>
   <translation>为每个聚类建议文件中最接近的词。图像须用与文本编码器配套的 CLIP（网络）分类。没有任何内容离开本机。</translation>
  </message>
  <message>
   <source>Name by words</source>
   <translation>按词表命名</translation>
  </message>
  <message>
   <source>Propose names</source>
   <translation>建议名称</translation>
  </message>
 </context>
 <context>
  <name>Workspaces</name>
  <message>
   <source>Collection</source>
   <translation>图集</translation>
  </message>
  <message>
   <source>Measure many pictures by one legend: one table, one curve.</source>
   <translation>用一个图例测量多幅图像：一个表格，一条曲线。</translation>
  </message>
  <message>
   <source>See which kinds of pictures there are, name them, take them apart.</source>
   <translation>查看有哪些种类的图像，并命名、分类。</translation>
  </message>
  <message>
   <source>Series</source>
   <translation>序列</translation>
  </message>
 </context>
 <context>
  <name>WrittenFiles</name>
  <message>
   <source>Export cancelled. Written to {0} before: {1}</source>
   <translation>导出已取消。之前已写入 {0}：{1}</translation>
  </message>
  <message>
   <source>Exported to {0}: {1}</source>
   <translation>已导出到 {0}：{1}</translation>
  </message>
 </context>
 <context>
  <name>file_dialogs</name>
  <message>
   <source>All files</source>
   <translation>所有文件</translation>
  </message>
 </context>
 <context>
  <name>map_colours</name>
  <message>
   <source>Clusters</source>
   <translation>聚类</translation>
  </message>
  <message>
   <source>Dates</source>
   <translation>日期</translation>
  </message>
  <message>
   <source>Folders</source>
   <translation>文件夹</translation>
  </message>
  <message>
   <source>How typical</source>
   <translation>典型程度</translation>
  </message>
  <message>
   <source>What is on them</source>
   <translation>图像的内容</translation>
  </message>
  <message>
   <source>doubtful</source>
   <translation>可疑</translation>
  </message>
  <message>
   <source>typical</source>
   <translation>典型</translation>
  </message>
 </context>
 <context>
  <name>run_words</name>
  <message>
   <source>1 cluster</source>
   <translation>1 个聚类</translation>
  </message>
  <message>
   <source>Agreement: the adjusted Rand index, 1 where clusters are the folders, 0 by chance.</source>
   <translation>一致程度：调整兰德指数，聚类与文件夹相同时为 1，偶然时为 0。</translation>
  </message>
  <message>
   <source>Clusters are found by all that tells pictures apart, not by places on the map.</source>
   <translation>聚类依据区分图像的全部信息，而不是分布图上的位置。</translation>
  </message>
  <message>
   <source>Clusters are found by the two directions of the PCA map.</source>
   <translation>聚类依据 PCA 分布图的两个方向。</translation>
  </message>
  <message>
   <source>Clusters are found by {0} principal components, not by places on the map.</source>
   <translation>聚类依据 {0} 个主成分，而不是分布图上的位置。</translation>
  </message>
  <message>
   <source>Silhouette: 1 where clusters stand far apart, 0 where they touch.</source>
   <translation>轮廓系数：聚类相距远时为 1，相接时为 0。</translation>
  </message>
  <message>
   <source>agreement with what is known {0}</source>
   <translation>与已知情况的一致程度 {0}</translation>
  </message>
  <message>
   <source>by hand</source>
   <translation>手工</translation>
  </message>
  <message>
   <source>silhouette {0}</source>
   <translation>轮廓系数 {0}</translation>
  </message>
  <message>
   <source>{0} clusters</source>
   <translation>{0} 个聚类</translation>
  </message>
  <message>
   <source>{0} pictures by {1}</source>
   <translation>{0} 幅图像，{1}</translation>
  </message>
 </context>
</TS>
